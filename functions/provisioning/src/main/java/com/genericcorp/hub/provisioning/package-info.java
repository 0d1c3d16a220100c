/** Tenants coming to be, suspended, resumed and leaving: the operations and what keeps them going. */
@NullMarked
package com.genericcorp.hub.provisioning;

import org.jspecify.annotations.NullMarked;
