package com.genericcorp.hub.metering;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.usage.FreshUsage;
import com.genericcorp.hub.usage.Watermark;
import com.genericcorp.hub.usage.Width;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Counts hours again from their rows, as an operator asked, and then the days and months that they are part of: one hour
 * in a transaction, so that no request is too large for it.
 */
final class Recount {
    private Recount() {}

    private record Hours(Instant from, Instant to) {}

    /** @return whether more hours wait for it */
    static boolean run(Statements statements, TenantId tenant, Instant now) {
        Watermark.lock(statements, tenant, now);
        Optional<Asked> asked = asked(statements, tenant);
        asked.ifPresent(request -> {
            Hours hour = request.nextHour();
            if (hour.from().isBefore(request.to())) {
                countHours(statements, tenant, hour);
                sum(statements, tenant, Width.HOUR, Width.DAY, hour);
                sum(statements, tenant, Width.DAY, Width.MONTH, hour);
                forgetDifferences(statements, tenant, hour);
            }
            settle(statements, tenant, request, hour.to());
        });
        return asked.isPresent();
    }

    /** @param countable from when on all rows are there */
    private record Asked(Instant from, Instant to, Instant countable) {
        Hours nextHour() {
            Instant start = from.isBefore(countable) ? countable : from;
            return new Hours(start, Width.HOUR.end(start));
        }
    }

    private static Optional<Asked> asked(Statements statements, TenantId tenant) {
        return statements.find(
                row -> new Asked(
                        row.getObject("recount_from", OffsetDateTime.class).toInstant(),
                        row.getObject("recount_to", OffsetDateTime.class).toInstant(),
                        row.getObject("purged_to", OffsetDateTime.class).toInstant()),
                """
                select r.recount_from, r.recount_to, w.purged_to
                from public.usage_recounts r
                join public.usage_watermarks w on w.tenant_id = r.tenant_id
                where r.tenant_id = ?
                """,
                tenant.uuid());
    }

    /** The request for the hours from {@code done} on stays; one that somebody has meanwhile widened stays whole. */
    private static void settle(Statements statements, TenantId tenant, Asked asked, Instant done) {
        statements.update(
                "delete from public.usage_recounts where tenant_id = ? and recount_from = ? and recount_to <= ?",
                tenant.uuid(),
                asked.from(),
                done);
        statements.update(
                "update public.usage_recounts set recount_from = ? where tenant_id = ? and recount_from = ?",
                done,
                tenant.uuid(),
                asked.from());
    }

    private static void countHours(Statements statements, TenantId tenant, Hours hours) {
        statements.update(
                """
                with asked as (
                  select w.tenant_id, w.counted_to, given.from_hour, given.to_hour
                  from public.usage_watermarks w,
                    (values (?::timestamptz, ?::timestamptz)) as given (from_hour, to_hour)
                  where w.tenant_id = ?),
                counted as (
                  select date_trunc('hour', e.received_at, 'UTC') as window_start, 'events_ingested' as meter, e.provider,
                    count(*) as quantity
                  from {t}.events e
                  where e.received_at >= (select from_hour from asked) and e.received_at < (select to_hour from asked)
                    and e.tx < (select counted_to from asked)
                  group by 1, 3
                  union all
                  select date_trunc('hour', m.minute, 'UTC'), 'api_requests', '', m.quantity
                  from public.usage_minutes m
                  where m.tenant_id = (select tenant_id from asked) and m.meter = 'api_requests'
                    and m.minute >= (select from_hour from asked) and m.minute < (select to_hour from asked)
                  union all
                  -- nothing is left of some of what is stored
                  select w.window_start, w.meter, w.provider, 0
                  from public.usage_windows w
                  where w.tenant_id = (select tenant_id from asked) and w.width = 'hour'
                    and w.window_start >= (select from_hour from asked) and w.window_start < (select to_hour from asked)
                    and w.meter in ('events_ingested', 'api_requests')),
                truth as (
                  select d.window_start, d.meter, d.provider, d.quantity, d.quantity * price.unit_price as cost
                  from (
                    select window_start, meter, provider, sum(quantity)::bigint as quantity
                    from counted
                    group by window_start, meter, provider) as d
                """ + FreshUsage.PRICED + """
                )
                merge into public.usage_windows w
                using truth d
                on w.tenant_id = ? and w.width = 'hour' and w.window_start = d.window_start
                  and w.meter = d.meter and w.provider = d.provider
                when matched then update set quantity = d.quantity, cost = d.cost
                when not matched then
                  insert (tenant_role, tenant_id, width, window_start, meter, provider, quantity, cost)
                  values ('{t}', ?, 'hour', d.window_start, d.meter, d.provider, d.quantity, d.cost)
                """, hours.from(), hours.to(), tenant.uuid(), tenant.uuid(), tenant.uuid());
    }

    /** Makes each {@code wide} window that {@code hours} touch the sum of its {@code narrow} ones. */
    private static void sum(Statements statements, TenantId tenant, Width narrow, Width wide, Hours hours) {
        statements.update(
                """
                merge into public.usage_windows w
                using (
                  select given.wide, date_trunc(given.wide, n.window_start, 'UTC') as window_start, n.meter, n.provider,
                    sum(n.quantity)::bigint as quantity, bool_or(n.estimated) as estimated, sum(n.cost) as cost
                  from public.usage_windows n, (values (?::text, ?::text)) as given (narrow, wide)
                  where n.tenant_id = ? and n.width = given.narrow and n.window_start >= ? and n.window_start < ?
                  group by 1, 2, 3, 4) as d
                on w.tenant_id = ? and w.width = d.wide and w.window_start = d.window_start
                  and w.meter = d.meter and w.provider = d.provider
                when matched then update set quantity = d.quantity, estimated = d.estimated, cost = d.cost
                when not matched then
                  insert (tenant_role, tenant_id, width, window_start, meter, provider, quantity, estimated, cost)
                  values ('{t}', ?, d.wide, d.window_start, d.meter, d.provider, d.quantity, d.estimated, d.cost)
                """,
                narrow.text(),
                wide.text(),
                tenant.uuid(),
                wide.start(hours.from()),
                wide.end(hours.to().minusMillis(1)),
                tenant.uuid(),
                tenant.uuid());
    }

    private static void forgetDifferences(Statements statements, TenantId tenant, Hours hours) {
        statements.update(
                "delete from public.usage_differences where tenant_id = ? and window_start >= ? and window_start < ?",
                tenant.uuid(),
                hours.from(),
                hours.to());
    }
}
