/** What every request has in common: limits, headers, bodies, problems. */
@NullMarked
package com.genericcorp.hub.api.http;

import org.jspecify.annotations.NullMarked;
