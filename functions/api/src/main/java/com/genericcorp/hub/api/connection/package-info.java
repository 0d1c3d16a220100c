/** Connections to providers. */
@NullMarked
package com.genericcorp.hub.api.connection;

import org.jspecify.annotations.NullMarked;
