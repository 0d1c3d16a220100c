/** How much somebody may do, and what an answer says about it. */
@NullMarked
package com.genericcorp.hub.access.limit;

import org.jspecify.annotations.NullMarked;
