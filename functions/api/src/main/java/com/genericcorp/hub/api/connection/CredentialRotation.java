package com.genericcorp.hub.api.connection;

import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.api.provider.Provider;
import com.genericcorp.hub.api.provider.Providers;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a connection's secrets. Credentials are the hub's to use, so the new ones count at once. A webhook secret is
 * the provider's to use, which learns of the new one later: meanwhile its predecessors verify too.
 */
@Singleton
final class CredentialRotation {
    /** Webhook secrets in force at a time: each costs every webhook one more HMAC. */
    static final int MOST_SECRETS = 3;

    private final Connections connections;
    private final ConnectionSecrets secrets;
    private final SecureRandom random;

    CredentialRotation(Connections connections, ConnectionSecrets secrets, SecureRandom random) {
        this.connections = connections;
        this.secrets = secrets;
        this.random = random;
    }

    /**
     * The connection, with its new webhook secret where the hub made it.
     *
     * @throws Refusal when there is no such connection, or the secret is not of its provider's form
     */
    Connection rotate(Change change, TenantId tenant, Id id, NewCredentials wanted) {
        Found found = change.statements()
                .find(row -> new Found(connections.read(row), row.getBytes("data_key")), """
                        select c.id, c.provider, c.name, c.status, c.created_at, t.data_key
                        from {t}.connections c cross join public.tenants t
                        where c.id = ? and t.id = ?
                        """, id.uuid(), tenant.uuid())
                .orElseThrow(() -> Refusal.notFound("connection"));
        if (wanted.credentials() != null) {
            replaceCredentials(
                    change.statements(), id, secrets.credentials(tenant, found.dataKey, id, wanted.credentials()));
        }
        @Nullable String made = null;
        if (wanted.rotateWebhookSecret()) {
            String secret = webhookSecret(found.connection, wanted.webhookSecret());
            made = wanted.webhookSecret() == null ? secret : null;
            addWebhookSecret(
                    change.statements(),
                    id,
                    secrets.webhookSecret(tenant, found.dataKey, id, secret),
                    change.now(),
                    change.now().plus(wanted.grace()));
            change.afterCommit(() -> connections.forgetRoute(id));
        }
        change.audit(tenant, "connection.credentials_rotated", id);
        return found.connection.withWebhookSecret(made);
    }

    private String webhookSecret(Connection connection, @Nullable String given) {
        Provider provider = Providers.named(connection.provider()).orElseThrow();
        if (given == null) {
            return provider.newSecret(random);
        }
        provider.checkSecret(given);
        return given;
    }

    private static void replaceCredentials(Statements transaction, Id id, byte[] credentials) {
        if (transaction.update("update {t}.connections set credentials = ? where id = ?", credentials, id.uuid())
                == 0) {
            throw Refusal.notFound("connection");
        }
    }

    /**
     * Puts {@code secret} before the others. Of these the newest stay, and none for longer than {@code graceEnd}: who
     * rotates with no grace, because a secret got out, means all of them.
     */
    private static void addWebhookSecret(Statements transaction, Id id, byte[] secret, Instant now, Instant graceEnd) {
        int rotated = transaction.update("""
                update public.connection_routes route set (webhook_secrets, webhook_secret_expiries) = (
                  select array_agg(secret order by position), array_agg(expiry order by position)
                  from (
                    select 0 as position, ?::bytea as secret, null::timestamptz as expiry
                    union all
                    select position, secret, least(expiry, ?)
                    from unnest(route.webhook_secrets, route.webhook_secret_expiries)
                      with ordinality as before (secret, expiry, position)
                    where least(expiry, ?) > ?
                    order by position
                    limit ?
                  ) as kept
                )
                where connection_id = ?
                """, secret, graceEnd, graceEnd, now, MOST_SECRETS, id.uuid());
        if (rotated == 0) {
            throw Refusal.notFound("connection");
        }
    }

    private record Found(Connection connection, byte[] dataKey) {}
}
