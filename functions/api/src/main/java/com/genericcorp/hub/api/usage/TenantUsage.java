package com.genericcorp.hub.api.usage;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.usage.FreshUsage;
import com.genericcorp.hub.usage.RequestCounts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A tenant's usage as it is at this moment: what is stored of its windows, what was written since, and the requests that
 * only Redis has counted. Without Redis, these are seen once they are stored.
 */
@Singleton
final class TenantUsage {
    /** What fits into one answer, on Lambda too. */
    static final int MOST_ROWS = 20_000;

    private final TenantDatabase database;
    private final RedisCalls redis;
    private final Clock clock;

    TenantUsage(TenantDatabase database, RedisCalls redis, Clock clock) {
        this.database = database;
        this.redis = redis;
        this.clock = clock;
    }

    /**
     * One round trip to Redis and one statement.
     *
     * @throws Refusal when it is too much for one answer
     */
    UsageReport.OfTenant report(TenantId tenant, UsageQuery query) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // First Redis, then PostgreSQL: what is flushed in between is in both, and counted once.
        RequestCounts counts = RequestCounts.read(redis, tenant);
        List<UsageRow> rows = rows(tenant, query, counts);
        if (rows.size() > MOST_ROWS) {
            throw Refusal.invalid(
                    "from", "More than " + MOST_ROWS + " rows: take a later from, longer windows or one meter.");
        }
        return new UsageReport.OfTenant(now, rows);
    }

    private List<UsageRow> rows(TenantId tenant, UsageQuery query, RequestCounts counts) {
        return database.as(tenant)
                .list(
                        row -> UsageRow.read(null, query.width(), row),
                        FreshUsage.SQL + """
                                select used.window_start, used.meter,
                                  case when asked.by_provider then used.provider else '' end as provider,
                                  sum(used.quantity)::bigint as quantity, bool_or(used.estimated) as estimated,
                                  sum(used.cost) as cost,
                                  coalesce((select m.complete_to from public.usage_watermarks m
                                    where m.tenant_id = (select tenant_id from span)), to_timestamp(0)) as complete_to,
                                  (select b.currency from public.price_books b limit 1) as currency
                                from (values (?::uuid, ?::text, ?::timestamptz, ?::timestamptz, ?::text, ?::boolean))
                                  as asked (tenant_id, width, since, until, meter, by_provider)
                                cross join lateral (
                                  select w.window_start, w.meter, w.provider, w.quantity, w.estimated, w.cost
                                  from public.usage_windows w
                                  where w.tenant_id = asked.tenant_id and w.width = asked.width
                                    and w.window_start >= asked.since and w.window_start < asked.until
                                  union all
                                  select date_trunc(asked.width, f.window_start, 'UTC'), f.meter, f.provider, f.quantity,
                                    f.estimated, f.cost
                                  from fresh f
                                  where f.window_start >= asked.since and f.window_start < asked.until) as used
                                where asked.meter is null or used.meter = asked.meter
                                group by 1, 2, 3
                                having sum(used.quantity) <> 0
                                order by 1 desc, 2, 3
                                limit ?
                                """,
                        tenant.uuid(),
                        null,
                        counts.epoch(),
                        counts.minutes(),
                        counts.quantities(),
                        tenant.uuid(),
                        query.width().text(),
                        query.from(),
                        query.to(),
                        query.meterText(),
                        query.byProvider(),
                        MOST_ROWS + 1);
    }
}
