/** Payloads as they came: checked to be JSON, a few values read from them, never rewritten. */
@NullMarked
package com.genericcorp.hub.api.payload;

import org.jspecify.annotations.NullMarked;
