package com.genericcorp.hub.api.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.api.http.ApiJson;
import com.genericcorp.hub.api.http.Bodies;
import com.genericcorp.hub.api.http.Patch;
import com.genericcorp.hub.api.http.PublicUrl;
import com.genericcorp.hub.api.ingest.Routes;
import com.genericcorp.hub.api.provider.Provider;
import com.genericcorp.hub.api.provider.Providers;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's links to its providers. The link itself is a row of the tenant; what a webhook needs before its tenant is
 * known, the route with its encrypted secret, is a row of the control plane. Both change in one transaction.
 */
@Singleton
final class Connections {
    private final TenantDatabase database;
    private final ConnectionSecrets secrets;
    private final Routes routes;
    private final AccessCache access;
    private final PublicUrl publicUrl;
    private final ApiJson json;
    private final Ids ids;
    private final SecureRandom random;

    Connections(
            TenantDatabase database,
            ConnectionSecrets secrets,
            Routes routes,
            AccessCache access,
            PublicUrl publicUrl,
            ApiJson json,
            Ids ids,
            SecureRandom random) {
        this.database = database;
        this.secrets = secrets;
        this.routes = routes;
        this.access = access;
        this.publicUrl = publicUrl;
        this.json = json;
        this.ids = ids;
        this.random = random;
    }

    /** @throws Refusal when the provider is unknown or the secret not of its form */
    Connection create(Change change, TenantId tenant, NewConnection wanted) {
        Provider provider = Providers.named(wanted.provider())
                .orElseThrow(() ->
                        Refusal.invalid("/provider", "Must be one of " + String.join(", ", Providers.names()) + "."));
        String given = wanted.webhookSecret();
        if (given != null) {
            provider.checkSecret(given);
        }
        String secret = given == null ? provider.newSecret(random) : given;
        Id id = ids.nextAt(IdKind.CONNECTION, change.now());
        insert(change.statements(), tenant, id, wanted, secret, change.now());
        change.audit(tenant, "connection.created", id);
        return new Connection(
                id,
                provider.name(),
                wanted.name(),
                "enabled",
                ingestUrl(id.uuid()),
                change.now(),
                given == null ? secret : null);
    }

    private void insert(
            Statements transaction, TenantId tenant, Id id, NewConnection wanted, String secret, Instant now) {
        byte[] dataKey = transaction
                .find(
                        row -> row.getBytes("data_key"),
                        "select data_key from public.tenants where id = ?",
                        tenant.uuid())
                .orElseThrow();
        byte[] credentials =
                wanted.credentials() == null ? null : secrets.credentials(tenant, dataKey, id, wanted.credentials());
        transaction.update(
                """
                insert into {t}.connections (id, provider, name, status, config, credentials, created_at)
                values (?, ?, ?, 'enabled', ?, ?, ?)
                """,
                id.uuid(),
                wanted.provider(),
                wanted.name(),
                wanted.config() == null ? null : json.ascii(wanted.config()),
                credentials,
                now);
        transaction.update("""
                insert into public.connection_routes (connection_id, tenant_id, provider, status, webhook_secrets)
                values (?, ?, ?, 'enabled', ?)
                """, id.uuid(), tenant.uuid(), wanted.provider(), new byte[][] {
            secrets.webhookSecret(tenant, dataKey, id, secret)
        });
    }

    /** At most {@code limit} connections older than {@code before}, newest first. */
    List<Connection> list(TenantId tenant, UUID before, int limit) {
        return database.as(tenant).list(this::read, """
                        select id, provider, name, status, created_at
                        from {t}.connections where id < ? order by id desc limit ?
                        """, before, limit);
    }

    Optional<Connection> find(TenantId tenant, Id id) {
        return database.as(tenant)
                .find(
                        this::read,
                        "select id, provider, name, status, created_at from {t}.connections where id = ?",
                        id.uuid());
    }

    /**
     * Changes what {@code patch} names, of the link and of its route, which waits for whoever else changes them.
     *
     * @throws Refusal when there is no such connection, or its configuration would become too long
     */
    Connection patch(Change change, TenantId tenant, Id id, ConnectionPatch patch) {
        @Nullable String config = config(change.statements(), id, patch.config());
        boolean setsConfig = !(patch.config() instanceof Patch.Keep);
        Connection patched = change.statements()
                .find(
                        this::read,
                        """
                        with patched as (
                          update {t}.connections
                          set name = coalesce(?, name), status = coalesce(?, status),
                            config = case when ? then ? else config end
                          where id = ?
                          returning id, provider, name, status, created_at),
                        routed as (
                          update public.connection_routes route
                          set status = patched.status
                          from patched
                          where route.connection_id = patched.id and route.status <> patched.status)
                        select id, provider, name, status, created_at from patched
                        """,
                        patch.name().after(null),
                        patch.status().after(null),
                        setsConfig,
                        config,
                        id.uuid())
                .orElseThrow(() -> Refusal.notFound("connection"));
        change.audit(tenant, "connection.updated", id);
        if (!(patch.status() instanceof Patch.Keep)) {
            change.afterCommit(() -> forgetRoute(id));
        }
        return patched;
    }

    /** The configuration to store; its row is locked where that depends on what is stored. */
    private @Nullable String config(Statements transaction, Id id, Patch<ObjectNode> patch) {
        if (!(patch instanceof Patch.Set<ObjectNode>(ObjectNode wanted))) {
            return null;
        }
        Optional<String> before = transaction
                .find(
                        row -> Optional.ofNullable(row.getString("config")),
                        "select config from {t}.connections where id = ? for update",
                        id.uuid())
                .orElseThrow(() -> Refusal.notFound("connection"));
        String merged = json.ascii(Config.merge(before.map(json::document).orElseGet(wanted::objectNode), wanted));
        if (merged.length() > Bodies.LIMIT) {
            throw Refusal.invalid("/config", "Would become longer than 1 MiB.");
        }
        return merged;
    }

    /** Deletes the link and its route; the events that came by it stay. */
    void delete(Change change, TenantId tenant, Id id) {
        if (change.statements().update("delete from {t}.connections where id = ?", id.uuid()) == 0) {
            throw Refusal.notFound("connection");
        }
        change.statements().update("delete from public.connection_routes where connection_id = ?", id.uuid());
        change.audit(tenant, "connection.deleted", id);
        change.afterCommit(() -> forgetRoute(id));
    }

    /** To be told once a change of the route is committed: here at once, to the other instances by way of Redis. */
    void forgetRoute(Id id) {
        routes.forget(id);
        access.forgetConnection(id);
    }

    /** From the columns {@code id, provider, name, status, created_at}. */
    Connection read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Connection(
                new Id(IdKind.CONNECTION, id),
                row.getString("provider"),
                row.getString("name"),
                row.getString("status"),
                ingestUrl(id),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                null);
    }

    private URI ingestUrl(UUID id) {
        return publicUrl.of("/v1/ingest/" + new Id(IdKind.CONNECTION, id));
    }
}
