package com.genericcorp.hub.access;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys as rows: stored by hash, found by exactly that. */
@Singleton
public final class ApiKeys {
    private final TenantDatabase database;
    private final Clock clock;

    public ApiKeys(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The caller whose valid key this is. Unknown, revoked and expired keys are alike empty. */
    public Optional<Caller.OfTenant> authenticate(ApiKey key) {
        byte[] hash = key.hash();
        return database.lookUp(StoredKey::read, """
                        select id, hash, scopes, expires_at, revoked_at, tenant_slug, tenant_status
                        from hub.find_api_key(?, ?)
                        """, key.tenant().uuid(), hash)
                .filter(stored -> MessageDigest.isEqual(stored.hash, hash))
                .filter(stored -> stored.validAt(clock.instant()))
                .map(stored -> stored.caller(key.tenant()));
    }

    /** Stores {@code key} within the caller's transaction. */
    public static void insert(
            Statements transaction,
            Id id,
            ApiKey key,
            String name,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt) {
        transaction.update(
                """
                insert into public.api_keys
                  (id, tenant_role, tenant_id, hash, prefix, name, scopes, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id.uuid(),
                key.tenant().role(),
                key.tenant().uuid(),
                key.hash(),
                key.prefix(),
                name,
                scopes.toArray(new String[0]),
                createdAt,
                expiresAt);
    }

    private record StoredKey(
            UUID id,
            byte[] hash,
            List<String> scopes,
            @Nullable OffsetDateTime expiresAt,
            @Nullable OffsetDateTime revokedAt,
            String slug,
            String tenantStatus) {
        static StoredKey read(ResultSet row) throws SQLException {
            Array scopes = row.getArray("scopes");
            return new StoredKey(
                    row.getObject("id", UUID.class),
                    row.getBytes("hash"),
                    List.of((String[]) scopes.getArray()),
                    row.getObject("expires_at", OffsetDateTime.class),
                    row.getObject("revoked_at", OffsetDateTime.class),
                    row.getString("tenant_slug"),
                    row.getString("tenant_status"));
        }

        boolean validAt(Instant now) {
            return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt.toInstant()));
        }

        Caller.OfTenant caller(TenantId tenant) {
            String actor = "key:" + new Id(IdKind.API_KEY, id);
            return new Caller.OfTenant(tenant, slug, tenantStatus, Grants.ofKey(scopes), actor);
        }
    }
}
