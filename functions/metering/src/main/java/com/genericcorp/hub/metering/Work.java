package com.genericcorp.hub.metering;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Whose usage is to be counted, and together with whose. */
@Singleton
final class Work {
    /** From this weight on a tenant is counted alone, after all the others; so much together is one batch. */
    static final long HEAVY = 50_000;

    private static final int TENANTS_IN_A_BATCH = 50;

    private final TenantDatabase database;

    Work(TenantDatabase database) {
        this.database = database;
    }

    /** Every tenant that has a schema to enter: recounts first, then whoever waits the longest. */
    List<Due> due() {
        return database.asMetering()
                .list(
                        row -> new Due(
                                new TenantId(row.getObject("id", UUID.class)),
                                row.getBoolean("recount"),
                                row.getObject("complete", OffsetDateTime.class).toInstant(),
                                row.getLong("weight")),
                        """
                        select t.id, r.tenant_id is not null as recount, coalesce(w.weight, 0) as weight,
                          greatest(w.complete_to, t.created_at) as complete
                        from public.tenants t
                        left join public.usage_watermarks w on w.tenant_id = t.id
                        left join public.usage_recounts r on r.tenant_id = t.id
                        where t.status in ('active', 'suspended')
                        order by recount desc, coalesce(w.rolled_up_at, to_timestamp(0)), t.id
                        """);
    }

    /** Whether {@code tenant} is one of {@link #due}. */
    boolean isDue(TenantId tenant) {
        return database.asMetering()
                .find(
                        row -> true,
                        "select id from public.tenants where id = ? and status in ('active', 'suspended')",
                        tenant.uuid())
                .isPresent();
    }

    /** Light tenants together, in their order; then the heavy ones, each alone, the heaviest last. */
    static List<List<TenantId>> batches(List<Due> due) {
        List<List<TenantId>> batches = new ArrayList<>();
        List<TenantId> batch = new ArrayList<>();
        long weight = 0;
        for (Due light : due.stream().filter(each -> each.weight() < HEAVY).toList()) {
            if (!batch.isEmpty() && (batch.size() == TENANTS_IN_A_BATCH || weight + light.weight() > HEAVY)) {
                batches.add(List.copyOf(batch));
                batch.clear();
                weight = 0;
            }
            batch.add(light.tenant());
            weight += light.weight();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        due.stream()
                .filter(each -> each.weight() >= HEAVY)
                .sorted(Comparator.comparingLong(Due::weight))
                .forEach(heavy -> batches.add(List.of(heavy.tenant())));
        return batches;
    }

    /** How far the usage that is complete lags behind, of the tenant of which it does most. */
    static Duration lag(List<Due> due, Instant now) {
        return due.stream()
                .map(Due::completeTo)
                .min(Comparator.naturalOrder())
                .map(oldest -> Duration.between(oldest, now))
                .orElse(Duration.ZERO);
    }
}
