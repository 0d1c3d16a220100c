package com.genericcorp.hub.access;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.tenancy.Statements;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys as rows: stored by hash, found by exactly that. */
public final class ApiKeys {
    private ApiKeys() {}

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
}
