package com.genericcorp.hub.api.usage;

import com.genericcorp.hub.ids.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** What the tenant's next roll-up counts again: all that was asked for since the last one. */
@RegisterForReflection
record Recount(TenantId tenantId, Instant from, Instant to, Instant requestedAt) {}
