/** How often a request goes to Redis and to PostgreSQL. */
@NullMarked
package com.genericcorp.hub.api.roundtrip;

import org.jspecify.annotations.NullMarked;
