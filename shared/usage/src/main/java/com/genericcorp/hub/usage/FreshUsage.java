package com.genericcorp.hub.usage;

/**
 * What {@code public.usage_windows} does not say yet, hour by hour: the roll-up adds it, and whoever asks before the next
 * roll-up sees it added.
 */
public final class FreshUsage {
    /** Later than every transaction. */
    static final String NO_BOUND = "18446744073709551615";

    /** Joins to the rows of {@code d} what a unit of them costs by the book in force in their hour. */
    public static final String PRICED = """
            left join lateral (
              select p.unit_price
              from public.price_book p
              where p.effective_from =
                  (select max(b.effective_from) from public.price_books b where b.effective_from <= d.window_start)
                and p.meter = d.meter and p.provider in (d.provider, '')
              -- the provider's own price before that of every other
              order by p.provider desc
              limit 1) as price on true
            """;

    /**
     * Ends with the table {@code fresh (window_start, meter, provider, quantity, estimated, cost)}, one row for each hour,
     * meter and provider ('' where the meter knows none), and is to be followed by the statement that reads it. All
     * figures are to be added to the stored ones; {@code cost} is null where there is nothing to add. A negative quantity
     * occurs where rows were taken away, never otherwise.
     *
     * <p>Arguments, in this order: the tenant's UUID; the transaction before which rows are counted, as text, or null for
     * every committed row; and of {@link RequestCounts} the epoch, the minutes and the quantities.
     *
     * <p>Events are each in one transaction, so in one span from a watermark to the next. Requests are counted anew for
     * every hour in which a count changed: they only grow, so the greater count of a minute and epoch is the later one.
     */
    public static final String SQL = """
            with span as (
              select given.tenant_id, coalesce(w.counted_to, '0') as counted_to,
                coalesce(given.bound, '18446744073709551615') as bound
              from (values (?::uuid, ?::text::xid8)) as given (tenant_id, bound)
              left join public.usage_watermarks w on w.tenant_id = given.tenant_id),
            in_redis as (
              select to_timestamp(60 * c.minute) as minute, c.epoch, c.quantity
              from (select ?::text as epoch, unnest(?::text[]::bigint[]) as minute,
                unnest(?::text[]::bigint[]) as quantity) as c),
            changed_hours as (
              select date_trunc('hour', m.minute, 'UTC') as window_start
              from public.usage_minutes m
              where m.tenant_id = (select tenant_id from span) and m.tx >= (select counted_to from span)
                and m.meter = 'api_requests'
              union
              select date_trunc('hour', minute, 'UTC') from in_redis),
            minutes as (
              select minute, epoch, max(quantity) as quantity
              from (
                select m.minute, m.epoch, m.quantity
                from changed_hours h
                join public.usage_minutes m on m.tenant_id = (select tenant_id from span)
                  and m.meter = 'api_requests'
                  and m.minute >= h.window_start and m.minute < h.window_start + interval '1 hour'
                union all
                select minute, epoch, quantity from in_redis) as both_counts
              group by minute, epoch),
            deltas as (
              select date_bin('1 hour', e.received_at, '2000-01-01 00:00:00+00') as window_start, 'events_ingested' as meter, e.provider,
                count(*) as quantity, false as estimated
              from {t}.events e
              where e.tx >= (select counted_to from span) and e.tx < (select bound from span)
              group by 1, 3
              union all
              select date_trunc('hour', minute, 'UTC'), 'api_requests', '', quantity, false
              from minutes
              union all
              -- less what is stored of these hours
              select w.window_start, w.meter, w.provider, -w.quantity, false
              from changed_hours h
              join public.usage_windows w on w.tenant_id = (select tenant_id from span) and w.width = 'hour'
                and w.window_start = h.window_start and w.meter = 'api_requests' and w.provider = ''
              union all
              select hour, g.meter, '', 0, true
              from public.usage_gaps g,
                generate_series(date_trunc('hour', g.gap_from, 'UTC'), g.gap_to, interval '1 hour') as hour
              where g.tenant_id = (select tenant_id from span) and g.tx >= (select counted_to from span)
              union all
              -- an hour that ran at the last roll-up, or begins after it, may have got another price
              select w.window_start, w.meter, w.provider, 0, false
              from public.usage_windows w
              join public.usage_watermarks m on m.tenant_id = w.tenant_id
              where w.tenant_id = (select tenant_id from span) and w.width = 'hour'
                and w.window_start >= date_trunc('hour', m.rolled_up_at - interval '1 minute', 'UTC')),
            fresh as (
              select d.window_start, d.meter, d.provider, d.quantity, d.estimated,
                case when price.unit_price is not null or stored.cost is not null then
                  coalesce((coalesce(stored.quantity, 0) + d.quantity) * price.unit_price, 0) - coalesce(stored.cost, 0)
                end as cost
              from (
                select window_start, meter, provider, sum(quantity)::bigint as quantity, bool_or(estimated) as estimated
                from deltas
                group by window_start, meter, provider) as d
              left join public.usage_windows stored on stored.tenant_id = (select tenant_id from span)
                and stored.width = 'hour' and stored.window_start = d.window_start
                and stored.meter = d.meter and stored.provider = d.provider
            """ + PRICED + ")\n";

    private FreshUsage() {}
}
