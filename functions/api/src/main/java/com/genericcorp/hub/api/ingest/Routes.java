package com.genericcorp.hub.api.ingest;

import com.genericcorp.hub.api.provider.Providers;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.secrets.Place;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds a connection's route, which names the tenant before any tenant is known. Kept in the instance for at most 30
 * seconds: that is how long a deleted or disabled connection may still be served elsewhere.
 */
@Singleton
public final class Routes {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    private final TenantDatabase database;
    private final Secrets secrets;
    private final Cache<UUID, Optional<Route>> cache;

    public Routes(TenantDatabase database, Secrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.cache = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .ticker(() -> clock.millis() * 1_000_000)
                .build();
    }

    /** Where a webhook secret of {@code connection} is stored, as encryption binds it. */
    public static Place secretPlace(UUID connection) {
        return Place.of("connection_routes", connection, "webhook_secrets");
    }

    /** Absent connections are remembered too, so that an invented id costs one look-up in half a minute. */
    Optional<Route> find(Id connection) {
        Optional<Route> known = cache.getIfPresent(connection.uuid());
        if (known == null) {
            // Outside the cache's own loading, which would hold a lock during the round trip.
            known = load(connection.uuid());
            cache.put(connection.uuid(), known);
        }
        return known;
    }

    public void forget(Id connection) {
        cache.invalidate(connection.uuid());
    }

    private Optional<Route> load(UUID connection) {
        return database.lookUp(StoredRoute::read, """
                        select tenant_id, provider, status, webhook_secrets, tenant_slug, tenant_status, data_key
                        from hub.find_connection_route(?)
                        """, connection)
                // Here and not while reading: unwrapping a key may take a call, and the connection is back by now.
                .map(stored -> open(stored, connection));
    }

    private Route open(StoredRoute stored, UUID connection) {
        return new Route(
                stored.tenant,
                stored.tenantSlug,
                stored.tenantStatus,
                Providers.named(stored.provider)
                        .orElseThrow(() -> new IllegalStateException("this build does not know " + stored.provider)),
                stored.status.equals("enabled"),
                secrets.decryptAll(stored.tenant, stored.dataKey, secretPlace(connection), stored.secrets));
    }

    private record StoredRoute(
            TenantId tenant,
            String provider,
            String status,
            List<byte[]> secrets,
            String tenantSlug,
            String tenantStatus,
            byte[] dataKey) {
        static StoredRoute read(ResultSet row) throws SQLException {
            return new StoredRoute(
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    row.getString("provider"),
                    row.getString("status"),
                    List.of((byte[][]) row.getArray("webhook_secrets").getArray()),
                    row.getString("tenant_slug"),
                    row.getString("tenant_status"),
                    row.getBytes("data_key"));
        }
    }
}
