package com.genericcorp.hub.api.apikey;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A tenant's keys in its own hands. A key's scopes never change; its secret does, by rotation. */
@Singleton
final class TenantApiKeys {
    private final TenantDatabase database;
    private final AccessCache cache;
    private final SecureRandom random;

    TenantApiKeys(TenantDatabase database, AccessCache cache, SecureRandom random) {
        this.database = database;
        this.cache = cache;
        this.random = random;
    }

    /** At most {@code limit} keys older than {@code before} that are not revoked, newest first. */
    List<TenantApiKey> list(TenantId tenant, UUID before, int limit) {
        return database.as(tenant).list(TenantApiKey::read, """
                        select id, name, scopes, prefix, expires_at, last_used_at, created_at
                        from public.api_keys
                        where tenant_id = ? and revoked_at is null and id < ? order by id desc limit ?
                        """, tenant.uuid(), before, limit);
    }

    /** @throws Refusal 404 when there is no such key, or it was revoked before */
    void revoke(Change change, TenantId tenant, Id id) {
        List<byte[]> ended = change.statements()
                .find(
                        TenantApiKeys::hashes,
                        "select hash, previous_hash from hub.revoke_api_key(?, ?)",
                        id.uuid(),
                        change.now())
                .orElseThrow(() -> Refusal.notFound("API key"));
        change.audit(tenant, "api_key.revoked", id);
        change.afterCommit(() -> cache.forgetKeys(tenant, ended));
    }

    /**
     * Whether {@code caller} may hold a secret of this key; a key that is not there may be asked for.
     *
     * @throws Refusal 403 when the key's scopes allow more than the caller may do itself
     */
    void requireScopesOf(Caller.OfTenant caller, Id id) {
        find(database.as(caller.tenant()), id).ifPresent(key -> ApiKeyIssue.requireCovered(caller, key.scopes()));
    }

    /**
     * Gives the key a new secret. The one that it had works on as {@code wanted} says, one from before that no more.
     *
     * @throws Refusal 404 when there is no such key, or it was revoked; 409 when it has expired
     */
    IssuedApiKey rotate(Change change, TenantId tenant, Id id, Rotation wanted) {
        ApiKey secret = ApiKey.generate(tenant, random);
        Optional<List<byte[]>> replaced = change.statements()
                .find(
                        TenantApiKeys::hashes,
                        "select hash, previous_hash from hub.rotate_api_key(?, ?, ?, ?, ?::timestamptz)",
                        id.uuid(),
                        secret.hash(),
                        secret.prefix(),
                        change.now(),
                        wanted.oldUntil(change.now()).orElse(null));
        TenantApiKey key = find(change.statements(), id).orElseThrow(() -> Refusal.notFound("API key"));
        List<byte[]> hashes =
                replaced.orElseThrow(() -> new Refusal(ErrorType.CONFLICT, "The key has expired; create another one."));
        change.audit(tenant, "api_key.rotated", id);
        change.afterCommit(() -> cache.forgetKeys(tenant, hashes));
        return key.with(secret.prefix(), secret.secret());
    }

    private static Optional<TenantApiKey> find(Statements statements, Id id) {
        return statements.find(TenantApiKey::read, """
                select id, name, scopes, prefix, expires_at, last_used_at, created_at
                from public.api_keys where id = ? and revoked_at is null
                """, id.uuid());
    }

    private static List<byte[]> hashes(ResultSet row) throws SQLException {
        return Stream.of(row.getBytes("hash"), row.getBytes("previous_hash"))
                .filter(Objects::nonNull)
                .toList();
    }
}
