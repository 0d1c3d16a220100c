package com.genericcorp.hub.api.usage;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Usage as it is answered, in JSON or as {@link UsageCsv}. Rows are newest first; those of nothing are left out. */
sealed interface UsageReport {
    String CSV = "text/csv";

    List<UsageRow> data();

    /** A tenant's own, as of now. */
    @RegisterForReflection
    record OfTenant(Instant asOf, List<UsageRow> data) implements UsageReport {
        public OfTenant {
            data = List.copyOf(data);
        }
    }

    /**
     * A page of all tenants'.
     *
     * @param asOf windows that end by then are complete; null while a tenant's usage was never counted
     */
    @RegisterForReflection
    record OfFleet(
            @Nullable Instant asOf,
            List<UsageRow> data,
            @Nullable String nextCursor) implements UsageReport {
        public OfFleet {
            data = List.copyOf(data);
        }
    }
}
