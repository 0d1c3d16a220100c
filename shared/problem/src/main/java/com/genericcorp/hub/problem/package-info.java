/** Refusals, in the words of RFC 9457. */
@NullMarked
package com.genericcorp.hub.problem;

import org.jspecify.annotations.NullMarked;
