/** Tenants, as operators and as they themselves see them. */
@NullMarked
package com.genericcorp.hub.api.tenant;

import org.jspecify.annotations.NullMarked;
