/** Usage, counted every few minutes: the counts of Redis, the rows of the tenants, and what both come to. */
@NullMarked
package com.genericcorp.hub.metering;

import org.jspecify.annotations.NullMarked;
