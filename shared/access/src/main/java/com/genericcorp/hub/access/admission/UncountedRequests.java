package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/**
 * Counts in PostgreSQL the requests that Redis could not count, under an epoch of this instance alone, and notes where
 * Redis may or may not have counted one.
 */
final class UncountedRequests {
    private final TenantDatabase database;
    private final Clock clock;
    private final String epoch;

    UncountedRequests(TenantDatabase database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.epoch = Long.toHexString(random.nextLong());
    }

    void count(TenantId tenant) {
        database.as(tenant).update("""
                        insert into public.usage_minutes (tenant_id, meter, minute, epoch, quantity)
                        values (?, 'api_requests', ?, ?, 1)
                        on conflict (tenant_id, meter, minute, epoch)
                        do update set quantity = usage_minutes.quantity + 1
                        """, tenant.uuid(), clock.instant().truncatedTo(ChronoUnit.MINUTES), epoch);
    }

    /** Notes that a request of this minute may be missing; were it counted here, it could be counted twice. */
    void perhapsCounted(TenantId tenant) {
        Instant now = clock.instant();
        database.as(tenant).update("""
                        insert into public.usage_gaps (tenant_id, meter, gap_from, gap_to, cause, found_at)
                        values (?, 'api_requests', ?, ?, 'redis_answered_nothing', ?)
                        on conflict (tenant_id, meter, gap_from, cause) do nothing
                        """, tenant.uuid(), now.truncatedTo(ChronoUnit.MINUTES), now, now);
    }
}
