/** Redis, asked within a time budget and done without when it is away. */
@NullMarked
package com.genericcorp.hub.access.redis;

import org.jspecify.annotations.NullMarked;
