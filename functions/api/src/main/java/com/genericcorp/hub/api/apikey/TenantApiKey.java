package com.genericcorp.hub.api.apikey;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as it is listed. Its secret is nowhere. */
@RegisterForReflection
record TenantApiKey(
        Id id,
        String name,
        List<String> scopes,
        String prefix,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        Instant createdAt) {
    static TenantApiKey read(ResultSet row) throws SQLException {
        return new TenantApiKey(
                new Id(IdKind.API_KEY, row.getObject("id", UUID.class)),
                row.getString("name"),
                List.of((String[]) row.getArray("scopes").getArray()),
                row.getString("prefix"),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** The same key with another secret, shown this once. */
    IssuedApiKey with(String newPrefix, String secret) {
        return new IssuedApiKey(id, name, scopes, newPrefix, expiresAt, lastUsedAt, createdAt, secret);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
