/** API keys, issued. */
@NullMarked
package com.genericcorp.hub.api.apikey;

import org.jspecify.annotations.NullMarked;
