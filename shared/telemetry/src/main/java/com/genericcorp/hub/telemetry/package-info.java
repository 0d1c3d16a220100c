/** What operators see: log lines and metrics. */
@NullMarked
package com.genericcorp.hub.telemetry;

import org.jspecify.annotations.NullMarked;
