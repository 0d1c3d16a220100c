/** Changes: each one transaction with its audit record, and made once under its idempotency key. */
@NullMarked
package com.genericcorp.hub.api.change;

import org.jspecify.annotations.NullMarked;
