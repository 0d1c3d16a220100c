/** The control plane's and the tenants' tables, and the owner's connection that lays them out. */
@NullMarked
package com.genericcorp.hub.schema;

import org.jspecify.annotations.NullMarked;
