/** Who did what to which tenant. */
@NullMarked
package com.genericcorp.hub.audit;

import org.jspecify.annotations.NullMarked;
