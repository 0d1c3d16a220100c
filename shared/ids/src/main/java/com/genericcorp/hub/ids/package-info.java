/** Identifiers: UUIDv7 values in the hub's public form. */
@NullMarked
package com.genericcorp.hub.ids;

import org.jspecify.annotations.NullMarked;
