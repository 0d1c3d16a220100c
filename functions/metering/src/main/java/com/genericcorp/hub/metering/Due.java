package com.genericcorp.hub.metering;

import com.genericcorp.hub.ids.TenantId;
import java.time.Instant;

/**
 * A tenant whose usage is to be counted.
 *
 * @param recount whether an operator wants some of it counted again
 * @param rolledUpAt when it was counted last
 * @param weight how many rows a roll-up counts of late
 */
record Due(TenantId tenant, boolean recount, Instant rolledUpAt, long weight) {}
