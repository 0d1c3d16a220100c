/** Drives a hub as its users do, under load, and keeps its own books of what the hub answered. */
@NullMarked
package com.genericcorp.hub.load;

import org.jspecify.annotations.NullMarked;
