package com.genericcorp.hub.api.ingest;

import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.limit.Pace;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.access.redis.Reply;
import com.genericcorp.hub.api.ingest.Route.Secret;
import com.genericcorp.hub.api.provider.Providers;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.secrets.Place;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.redis.client.Command;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds a connection's route, which names the tenant before any tenant is known. Kept in the instance for at most 30
 * seconds, and less where Redis has another version of it by then.
 */
@Singleton
public final class Routes {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST = 10_000;
    private static final String NO_VERSION = "";

    private final TenantDatabase database;
    private final Secrets secrets;
    private final RedisCalls redis;
    private final Cache<UUID, Optional<Route>> cache;

    public Routes(TenantDatabase database, Secrets secrets, RedisCalls redis, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.redis = redis;
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

    /**
     * What is remembered of the connection; empty when nothing is. Absent ones are remembered too, so that an invented id
     * costs one look-up in half a minute.
     */
    Optional<Optional<Route>> remembered(Id connection) {
        return Optional.ofNullable(cache.getIfPresent(connection.uuid()));
    }

    /** The route as it is now, whatever was remembered. */
    Optional<Route> read(Id connection) {
        // Asked first: whoever changes the route while it is read changes the version afterwards.
        String version = version(connection).orElse(NO_VERSION);
        // Outside the cache's own loading, which would hold a lock during the round trips.
        Optional<Route> route = load(connection.uuid(), version);
        cache.put(connection.uuid(), route);
        return route;
    }

    /** Whether Redis knows that {@code route} has changed since it was read. */
    boolean changed(Id connection, Route route) {
        return version(connection)
                .filter(version -> !version.equals(route.version()))
                .isPresent();
    }

    public void forget(Id connection) {
        cache.invalidate(connection.uuid());
    }

    private Optional<String> version(Id connection) {
        return switch (redis.send(Command.GET, RedisKeys.routeVersion(connection))) {
            case Reply.Answer answer ->
                Optional.of(answer.value() == null ? NO_VERSION : answer.value().toString());
            case Reply.Away away -> Optional.empty();
        };
    }

    private Optional<Route> load(UUID connection, String version) {
        return database.lookUp(StoredRoute::read, """
                        select tenant_id, provider, status, webhook_secrets, webhook_secret_expiries, tenant_slug,
                          tenant_status, data_key, ingest_per_second, ingest_burst
                        from hub.find_ingest_route(?)
                        """, connection)
                // Here and not while reading: unwrapping a key may take a call, and the connection is back by now.
                .map(stored -> open(stored, connection, version));
    }

    private Route open(StoredRoute stored, UUID connection, String version) {
        List<byte[]> opened =
                secrets.decryptAll(stored.tenant, stored.dataKey, secretPlace(connection), stored.secrets);
        List<Secret> ending = new ArrayList<>();
        for (int i = 0; i < opened.size(); i++) {
            ending.add(new Secret(opened.get(i), i < stored.expiries.length ? instant(stored.expiries[i]) : null));
        }
        return new Route(
                stored.tenant,
                stored.tenantSlug,
                stored.tenantStatus,
                Providers.named(stored.provider)
                        .orElseThrow(() -> new IllegalStateException("this build does not know " + stored.provider)),
                stored.status.equals("enabled"),
                ending,
                stored.pace,
                version);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private record StoredRoute(
            TenantId tenant,
            String provider,
            String status,
            List<byte[]> secrets,
            @Nullable Timestamp[] expiries,
            String tenantSlug,
            String tenantStatus,
            byte[] dataKey,
            Pace pace) {
        static StoredRoute read(ResultSet row) throws SQLException {
            return new StoredRoute(
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    row.getString("provider"),
                    row.getString("status"),
                    List.of((byte[][]) row.getArray("webhook_secrets").getArray()),
                    (Timestamp[]) row.getArray("webhook_secret_expiries").getArray(),
                    row.getString("tenant_slug"),
                    row.getString("tenant_status"),
                    row.getBytes("data_key"),
                    new Pace("ingest", row.getInt("ingest_per_second"), row.getInt("ingest_burst")));
        }
    }
}
