package com.genericcorp.hub.api.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.usage.Width;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one window, as the API shows it.
 *
 * @param tenantId only where there are several
 * @param complete whether the window is over and everything in it counted; a late row changes it all the same
 * @param estimated true where some may be missing, otherwise null
 * @param provider null where the meter knows none, or all are summed
 * @param cost null where nothing of it had a price
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record UsageRow(
        @Nullable TenantId tenantId,
        String meter,
        Instant windowStart,
        Instant windowEnd,
        long quantity,
        boolean complete,
        @Nullable Boolean estimated,
        @Nullable String provider,
        @Nullable Cost cost) {

    /** @param amount exact, without trailing zeros and exponent */
    @RegisterForReflection
    record Cost(String amount, String currency) {
        static @Nullable Cost of(@Nullable BigDecimal amount, @Nullable String currency) {
            return amount == null || currency == null
                    ? null
                    : new Cost(amount.stripTrailingZeros().toPlainString(), currency);
        }
    }

    static UsageRow read(@Nullable TenantId tenant, Width width, ResultSet row) throws SQLException {
        Instant start = row.getObject("window_start", OffsetDateTime.class).toInstant();
        Instant end = width.end(start);
        String provider = row.getString("provider");
        return new UsageRow(
                tenant,
                row.getString("meter"),
                start,
                end,
                row.getLong("quantity"),
                !end.isAfter(row.getObject("complete_to", OffsetDateTime.class).toInstant()),
                row.getBoolean("estimated") ? Boolean.TRUE : null,
                provider.isEmpty() ? null : provider,
                Cost.of(row.getBigDecimal("cost"), row.getString("currency")));
    }
}
