/** Liveness and readiness. */
@NullMarked
package com.genericcorp.hub.api.health;

import org.jspecify.annotations.NullMarked;
