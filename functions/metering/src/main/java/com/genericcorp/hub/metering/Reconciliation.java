package com.genericcorp.hub.metering;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.usage.Watermark;
import com.genericcorp.hub.usage.Width;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Compares the hours of the days that are complete with the rows that they were counted from, one hour in a transaction.
 */
final class Reconciliation {
    private Reconciliation() {}

    /** @return how much of the next hour differs, by meter and provider; empty when none is left */
    static Optional<Integer> run(Statements statements, TenantId tenant, Instant now) {
        Watermark.lock(statements, tenant, now);
        return nextHour(statements, tenant).map(hour -> {
            int differences = compare(statements, tenant, hour, now);
            statements.update(
                    "update public.usage_watermarks set reconciled_to = ? where tenant_id = ?",
                    Width.HOUR.end(hour),
                    tenant.uuid());
            return differences;
        });
    }

    private static Optional<Instant> nextHour(Statements statements, TenantId tenant) {
        return statements.find(
                row -> row.getObject("hour", OffsetDateTime.class).toInstant(), """
                select greatest(reconciled_to, purged_to) as hour
                from public.usage_watermarks
                where tenant_id = ? and greatest(reconciled_to, purged_to) < date_trunc('day', complete_to, 'UTC')
                """, tenant.uuid());
    }

    /** Hours of which counts have just come and wait for the next roll-up are in order. */
    private static int compare(Statements statements, TenantId tenant, Instant hour, Instant now) {
        return statements.update("""
                with span as (
                  select w.tenant_id, w.counted_to, given.from_hour, given.from_hour + interval '1 hour' as to_hour
                  from public.usage_watermarks w, (values (?::timestamptz)) as given (from_hour)
                  where w.tenant_id = ?),
                sides as (
                  select date_trunc('hour', e.received_at, 'UTC') as window_start, 'events_ingested' as meter, e.provider,
                    0 as quantity, count(*) as row_count
                  from {t}.events e
                  where e.received_at >= (select from_hour from span) and e.received_at < (select to_hour from span)
                    and e.tx < (select counted_to from span)
                  group by 1, 3
                  union all
                  select date_trunc('hour', m.minute, 'UTC'), 'api_requests', '', 0, m.quantity
                  from public.usage_minutes m
                  where m.tenant_id = (select tenant_id from span) and m.meter = 'api_requests'
                    and m.minute >= (select from_hour from span) and m.minute < (select to_hour from span)
                  union all
                  select w.window_start, w.meter, w.provider, w.quantity, 0
                  from public.usage_windows w
                  where w.tenant_id = (select tenant_id from span) and w.width = 'hour'
                    and w.window_start >= (select from_hour from span) and w.window_start < (select to_hour from span)
                    and w.meter in ('events_ingested', 'api_requests'))
                insert into public.usage_differences
                  (tenant_role, tenant_id, window_start, meter, provider, quantity, row_count, found_at)
                select '{t}', span.tenant_id, s.window_start, s.meter, s.provider, sum(s.quantity), sum(s.row_count), ?
                from sides s, span
                where s.meter <> 'api_requests' or not exists (
                  select from public.usage_minutes m
                  where m.tenant_id = span.tenant_id and m.meter = s.meter and m.tx >= span.counted_to
                    and m.minute >= s.window_start and m.minute < s.window_start + interval '1 hour')
                group by span.tenant_id, s.window_start, s.meter, s.provider
                having sum(s.quantity) <> sum(s.row_count)
                on conflict (tenant_id, window_start, meter, provider) do update
                  set quantity = excluded.quantity, row_count = excluded.row_count, found_at = excluded.found_at
                """, hour, tenant.uuid(), now);
    }
}
