package com.genericcorp.hub.api.usage;

import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** What the daily comparison of usage with its rows found, and where counts were lost. */
@Singleton
final class Reconciliations {
    /** Of differences and of gaps. */
    private static final int MOST = 1_000;

    private final TenantDatabase database;

    Reconciliations(TenantDatabase database) {
        this.database = database;
    }

    Reconciliation read() {
        return new Reconciliation(asOf().orElse(null), differences(), gaps());
    }

    private Optional<Instant> asOf() {
        return database.asOperator()
                .find(
                        row -> Optional.ofNullable(row.getObject("as_of", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        """
                        select case when bool_and(coalesce(m.reconciled_to, to_timestamp(0)) > to_timestamp(0))
                          then min(m.reconciled_to) end as as_of
                        from public.tenants t left join public.usage_watermarks m on m.tenant_id = t.id
                        where t.status in ('active', 'suspended')
                        """)
                .flatMap(asOf -> asOf);
    }

    private List<Reconciliation.Difference> differences() {
        return database.asOperator().list(Reconciliation.Difference::read, """
                select tenant_id, meter, window_start, provider, quantity, row_count, found_at
                from public.usage_differences
                order by window_start desc, tenant_id, meter, provider
                limit ?
                """, MOST);
    }

    private List<Reconciliation.Gap> gaps() {
        return database.asOperator().list(Reconciliation.Gap::read, """
                select tenant_id, meter, gap_from, gap_to, cause, found_at
                from public.usage_gaps
                order by gap_from desc, tenant_id, meter, cause
                limit ?
                """, MOST);
    }
}
