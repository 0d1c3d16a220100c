package com.genericcorp.hub.metering;

import com.genericcorp.hub.ids.TenantId;
import java.time.Instant;

/**
 * A tenant whose usage is to be counted.
 *
 * @param recount whether an operator wants some of it counted again
 * @param completeTo up to when its usage is complete; as long as nothing is, when it came to be
 * @param weight how many rows a roll-up counts of late
 */
record Due(TenantId tenant, boolean recount, Instant completeTo, long weight) {}
