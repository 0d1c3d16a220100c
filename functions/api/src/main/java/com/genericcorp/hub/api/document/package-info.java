/** The contract, as it stands in {@code docs/openapi.yaml}, served. */
@NullMarked
package com.genericcorp.hub.api.document;

import org.jspecify.annotations.NullMarked;
