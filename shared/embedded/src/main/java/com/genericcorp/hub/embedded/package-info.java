/** PostgreSQL, Redis and a queue as child processes or in this one. */
@NullMarked
package com.genericcorp.hub.embedded;

import org.jspecify.annotations.NullMarked;
