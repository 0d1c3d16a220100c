package com.genericcorp.hub.audit;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which tenant.
 *
 * @param tenant null: to what all tenants have in common
 * @param actor {@code key:key_…}, {@code operator:<subject>} or {@code system:<function>}
 * @param action a noun and a past participle, {@code connection.created}
 * @param target the id of what was changed
 * @param requestId the {@code X-Request-Id} of the request that asked for it
 */
public record AuditRecord(
        Id id, @Nullable TenantId tenant, Instant at, String actor, String action, String target, String requestId) {}
