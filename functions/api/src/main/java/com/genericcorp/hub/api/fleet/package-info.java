/** How far the tenants' schemas are. */
@NullMarked
package com.genericcorp.hub.api.fleet;

import org.jspecify.annotations.NullMarked;
