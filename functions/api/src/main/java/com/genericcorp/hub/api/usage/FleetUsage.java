package com.genericcorp.hub.api.usage;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The usage of all tenants as the roll-ups have stored it; running windows are a few minutes old. */
@Singleton
final class FleetUsage {
    static final int PAGE = 10_000;

    private final TenantDatabase database;

    FleetUsage(TenantDatabase database) {
        this.database = database;
    }

    /**
     * @param only null: every tenant
     * @param after where the page before ended
     */
    UsageReport.OfFleet page(UsageQuery query, @Nullable TenantId only, Optional<UsageCursor> after) {
        // Asked first: what is counted meanwhile may be in the rows, but nothing is missing from them.
        @Nullable Instant asOf = asOf(only).orElse(null);
        List<UsageRow> rows = rows(query, only == null ? null : only.uuid(), after);
        return rows.size() <= PAGE
                ? new UsageReport.OfFleet(asOf, rows, null)
                : new UsageReport.OfFleet(
                        asOf,
                        rows.subList(0, PAGE),
                        UsageCursor.of(rows.get(PAGE - 1)).text());
    }

    private List<UsageRow> rows(UsageQuery query, @Nullable UUID only, Optional<UsageCursor> after) {
        return database.asOperator()
                .list(
                        row -> UsageRow.read(new TenantId(row.getObject("tenant_id", UUID.class)), query.width(), row),
                        """
                        select used.*,
                          -- Counted for the last time when their tenant left, and its watermark with it.
                          coalesce(m.complete_to, 'infinity') as complete_to,
                          (select b.currency from public.price_books b limit 1) as currency
                        from (
                          select w.window_start, w.tenant_id, w.meter,
                            case when asked.by_provider then w.provider else '' end as provider,
                            sum(w.quantity)::bigint as quantity, bool_or(w.estimated) as estimated, sum(w.cost) as cost
                          from (values (?::text, ?::timestamptz, ?::timestamptz, ?::text, ?::boolean, ?::uuid,
                              ?::timestamptz, ?::uuid, ?::text, ?::text))
                            as asked (width, since, until, meter, by_provider, tenant,
                              last_start, last_tenant, last_meter, last_provider)
                          join public.usage_windows w on w.width = asked.width
                            and w.window_start >= asked.since and w.window_start < asked.until
                            and (asked.tenant is null or w.tenant_id = asked.tenant)
                            and (asked.meter is null or w.meter = asked.meter)
                            and (asked.last_start is null
                              or (w.window_start, w.tenant_id, w.meter, case when asked.by_provider then w.provider else '' end)
                                < (asked.last_start, asked.last_tenant, asked.last_meter, asked.last_provider))
                          group by 1, 2, 3, 4
                          having sum(w.quantity) <> 0
                          order by 1 desc, 2 desc, 3 desc, 4 desc
                          limit ?) as used
                        left join public.usage_watermarks m on m.tenant_id = used.tenant_id
                        order by 1 desc, 2 desc, 3 desc, 4 desc
                        """,
                        query.width().text(),
                        query.from(),
                        // A page starts no later than the one before ended.
                        after.map(cursor -> query.width().end(cursor.windowStart()))
                                .filter(end -> end.isBefore(query.to()))
                                .orElse(query.to()),
                        query.meterText(),
                        query.byProvider(),
                        only,
                        after.map(UsageCursor::windowStart).orElse(null),
                        after.map(cursor -> cursor.tenant().uuid()).orElse(null),
                        after.map(UsageCursor::meter).orElse(null),
                        after.map(UsageCursor::provider).orElse(null),
                        PAGE + 1);
    }

    private Optional<Instant> asOf(@Nullable TenantId only) {
        return database.asOperator()
                .find(
                        row -> Optional.ofNullable(row.getObject("as_of", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        """
                        select case when bool_and(coalesce(m.complete_to, to_timestamp(0)) > to_timestamp(0))
                          then min(m.complete_to) end as as_of
                        from public.tenants t left join public.usage_watermarks m on m.tenant_id = t.id
                        where t.status in ('active', 'suspended') and (?::uuid is null or t.id = ?)
                        """,
                        only == null ? null : only.uuid(),
                        only == null ? null : only.uuid())
                .flatMap(asOf -> asOf);
    }
}
