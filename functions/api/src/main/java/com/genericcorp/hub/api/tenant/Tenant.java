package com.genericcorp.hub.api.tenant;

import com.genericcorp.hub.ids.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A tenant as the API shows it. */
@RegisterForReflection
public record Tenant(
        TenantId id,
        String slug,
        String name,
        String plan,
        String status,
        Limits limits,
        int schemaVersion,
        Instant createdAt) {

    /**
     * What the tenant may do.
     *
     * @param requestsPerHour API requests in any 3,600 seconds
     * @param ingestPerSecond webhooks per connection, sustained
     * @param ingestBurst webhooks per connection at once
     */
    @RegisterForReflection
    public record Limits(int requestsPerHour, int ingestPerSecond, int ingestBurst) {}

    static Tenant read(ResultSet row) throws SQLException {
        return new Tenant(
                new TenantId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getString("plan"),
                row.getString("status"),
                new Limits(
                        row.getInt("requests_per_hour"), row.getInt("ingest_per_second"), row.getInt("ingest_burst")),
                row.getInt("schema_version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
