/** Who calls, and whether it may now. */
@NullMarked
package com.genericcorp.hub.access.admission;

import org.jspecify.annotations.NullMarked;
