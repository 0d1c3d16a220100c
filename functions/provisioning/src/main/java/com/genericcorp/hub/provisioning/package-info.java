/** Tenants coming to be: the provisioning operation and what keeps it going. */
@NullMarked
package com.genericcorp.hub.provisioning;

import org.jspecify.annotations.NullMarked;
