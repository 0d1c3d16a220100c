package com.genericcorp.hub.usage;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Counts what a tenant used since its watermark into its hours, days and months. Everything here runs inside the caller's
 * transaction, in the tenant's role or on the owner's connection: either all of it happened or nothing did. The
 * watermark's row lock lets two workers count one after the other.
 */
public final class RollUp {
    private RollUp() {}

    /**
     * What one transaction counted.
     *
     * @param rows how many rows, each for the first and only time
     * @param more whether it stopped before the end, so that no transaction grows without bound
     * @param recount whether an operator wants hours counted again
     * @param reconcile whether a day is complete that was not yet compared with its rows
     */
    public record Counted(long rows, boolean more, boolean recount, boolean reconcile) {}

    /** @param atMost after how many rows to stop, though never in the middle of what one transaction had written */
    public static Counted count(Statements statements, TenantId tenant, Instant now, int atMost) {
        Watermark.lock(statements, tenant, now);
        Bound bound = bound(statements, tenant, atMost);
        long rows = add(statements, tenant, bound);
        return Watermark.advance(statements, tenant, bound, rows, now);
    }

    /**
     * Counts all that is left of a tenant that ends, on the owner's connection. Its role may not write any more; whoever
     * still was is waited for, so what has committed by then is all that there will ever be, however old the oldest running
     * transaction of others is.
     */
    public static void finish(Statements statements, TenantId tenant, Instant now) {
        Watermark.lock(statements, tenant, now);
        statements.update("lock table {t}.events in share mode");
        Bound end = new Bound(FreshUsage.NO_BOUND, true, now);
        long rows = add(statements, tenant, end);
        Watermark.advance(statements, tenant, end, rows, now);
    }

    /**
     * The transaction before which rows are counted. All older ones have ended, so whatever they wrote is seen by every
     * later statement, and nothing of theirs can appear afterwards.
     *
     * @param last whether nothing countable is left behind it
     * @param flushedAt when Redis's counts were last flushed, as known before anything is counted: what came with that
     *     flush is counted then
     */
    record Bound(String tx, boolean last, Instant flushedAt) {}

    /** Asked after the watermark is locked: a snapshot from before would be older than what another worker counted. */
    private static Bound bound(Statements statements, TenantId tenant, int atMost) {
        return statements
                .find(
                        row -> new Bound(
                                row.getString("bound"),
                                row.getBoolean("last"),
                                row.getObject("flushed_at", OffsetDateTime.class)
                                        .toInstant()),
                        """
                        select least(cut, oldest_running)::text as bound, coalesce(cut >= oldest_running, true) as last,
                          flushed_at
                        from (
                          select oldest_running, flushed_at,
                            (select e.tx from {t}.events e where e.tx > counted_to order by e.tx offset ? limit 1) as cut
                          from (
                            select w.counted_to, coalesce(f.flushed_at, to_timestamp(0)) as flushed_at,
                              greatest(w.counted_to, pg_snapshot_xmin(pg_current_snapshot())) as oldest_running
                            from public.usage_watermarks w
                            left join public.usage_flushes f on f.tenant_id = w.tenant_id
                            where w.tenant_id = ?) as edges) as bounds
                        """,
                        atMost,
                        tenant.uuid())
                .orElseThrow();
    }

    /** @return how many events were counted */
    private static long add(Statements statements, TenantId tenant, Bound bound) {
        List<Long> events = statements.list(
                row -> row.getLong("events"),
                FreshUsage.SQL + """
                        merge into public.usage_windows w
                        using (
                          select width, date_trunc(width, window_start, 'UTC') as window_start, meter, provider,
                            sum(quantity)::bigint as quantity, bool_or(estimated) as estimated, sum(cost) as cost
                          from fresh cross join (values ('hour'), ('day'), ('month')) as widths (width)
                          group by 1, 2, 3, 4
                          having sum(quantity) <> 0 or bool_or(estimated) or sum(cost) <> 0) as d
                        on w.tenant_id = ? and w.width = d.width and w.window_start = d.window_start
                          and w.meter = d.meter and w.provider = d.provider
                        when matched then update set
                          quantity = w.quantity + d.quantity, estimated = w.estimated or d.estimated,
                          cost = coalesce(w.cost + d.cost, w.cost, d.cost)
                        when not matched then
                          insert (tenant_role, tenant_id, width, window_start, meter, provider, quantity, estimated, cost)
                          values ('{t}', ?, d.width, d.window_start, d.meter, d.provider, d.quantity, d.estimated, d.cost)
                        returning
                          case when d.width = 'hour' and d.meter = 'events_ingested' then d.quantity else 0 end as events
                        """,
                tenant.uuid(),
                bound.tx(),
                null,
                RequestCounts.NONE.minutes(),
                RequestCounts.NONE.quantities(),
                tenant.uuid(),
                tenant.uuid());
        return events.stream().mapToLong(Long::longValue).sum();
    }
}
