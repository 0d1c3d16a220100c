/** Webhooks in. */
@NullMarked
package com.genericcorp.hub.api.ingest;

import org.jspecify.annotations.NullMarked;
