/** Tenants and the only door to their data. */
@NullMarked
package com.genericcorp.hub.tenancy;

import org.jspecify.annotations.NullMarked;
