/** What a scraper may read. */
@NullMarked
package com.genericcorp.hub.api.metrics;

import org.jspecify.annotations.NullMarked;
