package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.access.admission.Credentials.Found;
import com.genericcorp.hub.access.admission.Credentials.Key;
import com.genericcorp.hub.access.admission.Credentials.Person;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keys and tenants as PostgreSQL holds them: the truth, asked for after a miss and while Redis is away. */
@Singleton
public final class AccessRows {
    private final TenantDatabase database;
    private final Clock clock;

    public AccessRows(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whom the credentials prove. Unknown, foreign, revoked and expired keys are alike empty. */
    Optional<Found> find(Credentials credentials) {
        return switch (credentials) {
            case Key key -> byKey(key);
            case Person person -> byId(person.tenant());
        };
    }

    private Optional<Found> byKey(Key key) {
        return database.lookUp(FoundKey::read, """
                        select id, hash, scopes, expires_at, tenant_slug, tenant_status, requests_per_hour
                        from hub.use_api_key(?, ?, ?)
                        """, key.tenant().uuid(), key.hash(), clock.instant())
                .filter(row -> MessageDigest.isEqual(row.hash, key.hash()))
                .map(FoundKey::found);
    }

    private Optional<Found> byId(TenantId tenant) {
        return database.lookUp(
                row -> new Found(tenant(row), Optional.empty()),
                "select tenant_slug, tenant_status, requests_per_hour from hub.find_tenant(?)",
                tenant.uuid());
    }

    private static TenantRecord tenant(ResultSet row) throws SQLException {
        return new TenantRecord(
                row.getLong("requests_per_hour"), row.getString("tenant_status"), row.getString("tenant_slug"));
    }

    private record FoundKey(byte[] hash, Found found) {
        static FoundKey read(ResultSet row) throws SQLException {
            OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
            return new FoundKey(
                    row.getBytes("hash"),
                    new Found(
                            tenant(row),
                            Optional.of(new KeyRecord(
                                    row.getObject("id", UUID.class),
                                    expiresAt == null
                                            ? 0
                                            : expiresAt.toInstant().toEpochMilli(),
                                    List.of((String[]) row.getArray("scopes").getArray())))));
        }
    }
}
