package com.genericcorp.hub.metering;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import java.time.Instant;

/** Throws away the rows that usage was counted from, once the plan's retention is over, whole days at a time. */
final class Retention {
    /** So many rows of a kind at most; the next roll-up goes on. */
    static final int AT_ONCE = 5_000;

    private Retention() {}

    /**
     * Events and requests that are counted, and hours that are 400 days old; days and months stay. Requests are kept for
     * a week at least: a flush may still bring counts of the last days.
     *
     * @return how many events are gone
     */
    static int purge(Statements statements, TenantId tenant, Instant now) {
        return statements
                .find(row -> row.getInt("events"), """
                with horizon as (
                  select w.tenant_id, w.counted_to, given.at_once,
                    date_trunc('day', given.now - p.retention_days * interval '24 hours', 'UTC') as events_from,
                    date_trunc('day', given.now - greatest(p.retention_days, 7) * interval '24 hours', 'UTC')
                      as requests_from,
                    date_trunc('day', given.now - 400 * interval '24 hours', 'UTC') as hours_from
                  from public.usage_watermarks w
                  join public.tenants t on t.id = w.tenant_id
                  join public.plans p on p.name = t.plan,
                    (values (?::timestamptz, ?::bigint)) as given (now, at_once)
                  where w.tenant_id = ?),
                old_events as (
                  delete from {t}.events where id in (
                    select e.id from {t}.events e
                    where e.received_at < (select events_from from horizon)
                      and e.tx < (select counted_to from horizon)
                    order by e.received_at limit (select at_once from horizon))
                  returning 1),
                old_requests as (
                  delete from public.usage_minutes where (tenant_id, meter, minute, epoch) in (
                    select m.tenant_id, m.meter, m.minute, m.epoch from public.usage_minutes m
                    where m.tenant_id = (select tenant_id from horizon) and m.meter = 'api_requests'
                      and m.minute < (select requests_from from horizon)
                      and m.tx < (select counted_to from horizon)
                    order by m.minute limit (select at_once from horizon))),
                old_hours as (
                  delete from public.usage_windows
                  where tenant_id = (select tenant_id from horizon) and width = 'hour'
                    and window_start < (select hours_from from horizon)),
                noted as (
                  update public.usage_watermarks w set purged_to = events_from
                  from horizon
                  where w.tenant_id = horizon.tenant_id and w.purged_to < events_from)
                select count(*) as events from old_events
                """, now, AT_ONCE, tenant.uuid())
                .orElseThrow();
    }
}
