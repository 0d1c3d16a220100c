/** Who may call: API keys and tokens. */
@NullMarked
package com.genericcorp.hub.access;

import org.jspecify.annotations.NullMarked;
