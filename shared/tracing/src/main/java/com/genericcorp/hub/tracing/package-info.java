/** Spans, for builds that record them. */
@NullMarked
package com.genericcorp.hub.tracing;

import org.jspecify.annotations.NullMarked;
