package com.genericcorp.hub.api.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.genericcorp.hub.ids.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How usage compares with the rows that it was counted from.
 *
 * @param asOf up to when every tenant's usage was compared; null while one's never was
 * @param data what differs, the latest windows first
 * @param gaps when usage may be missing, the latest first
 */
@RegisterForReflection
record Reconciliation(@Nullable Instant asOf, List<Difference> data, List<Gap> gaps) {
    Reconciliation {
        data = List.copyOf(data);
        gaps = List.copyOf(gaps);
    }

    /**
     * An hour whose usage is not what its rows say.
     *
     * @param quantity the usage that is stored
     * @param rows what the rows come to
     * @param difference how much usage is above its rows
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Difference(
            TenantId tenantId,
            String meter,
            Instant windowStart,
            @Nullable String provider,
            long quantity,
            long rows,
            long difference,
            Instant foundAt) {
        static Difference read(ResultSet row) throws SQLException {
            String provider = row.getString("provider");
            long quantity = row.getLong("quantity");
            long rows = row.getLong("row_count");
            return new Difference(
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    row.getString("meter"),
                    time(row, "window_start"),
                    provider.isEmpty() ? null : provider,
                    quantity,
                    rows,
                    quantity - rows,
                    time(row, "found_at"));
        }
    }

    /** @param cause {@code redis_lost_counts} or {@code redis_answered_nothing} */
    @RegisterForReflection
    record Gap(TenantId tenantId, String meter, Instant from, Instant to, String cause, Instant foundAt) {
        static Gap read(ResultSet row) throws SQLException {
            return new Gap(
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    row.getString("meter"),
                    time(row, "gap_from"),
                    time(row, "gap_to"),
                    row.getString("cause"),
                    time(row, "found_at"));
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
