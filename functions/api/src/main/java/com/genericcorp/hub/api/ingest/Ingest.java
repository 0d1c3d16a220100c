package com.genericcorp.hub.api.ingest;

import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.limit.Paces;
import com.genericcorp.hub.access.limit.Verdict;
import com.genericcorp.hub.api.auth.HostTenant;
import com.genericcorp.hub.api.auth.Source;
import com.genericcorp.hub.api.http.RateLimits;
import com.genericcorp.hub.api.provider.Received;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.LogContext;
import com.genericcorp.hub.telemetry.Refused;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Verifies a webhook and stores its event exactly once. */
@Singleton
final class Ingest {
    private static final int MOST_RACES = 3;
    private static final Set<ErrorType> MAY_HAVE_CHANGED =
            Set.of(ErrorType.BAD_SIGNATURE, ErrorType.TENANT_SUSPENDED, ErrorType.NOT_FOUND);

    private final Routes routes;
    private final HostTenant hostTenant;
    private final Source source;
    private final Paces paces;
    private final TenantDatabase database;
    private final Ids ids;
    private final Clock clock;
    private final HubMetrics metrics;

    Ingest(
            Routes routes,
            HostTenant hostTenant,
            Source source,
            Paces paces,
            TenantDatabase database,
            Ids ids,
            Clock clock,
            HubMetrics metrics) {
        this.routes = routes;
        this.hostTenant = hostTenant;
        this.source = source;
        this.paces = paces;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * @throws Refusal when there is no such connection, the webhook does not verify or is not what its provider sends, or
     *     too many came
     */
    IngestAnswer accept(Delivery delivery) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Verified verified = verify(delivery, now);
        Paces.Charged charged = paces.charge(
                verified.route.pace(),
                RedisKeys.ingest(delivery.connection()),
                RedisKeys.routeVersion(delivery.connection()));
        if (charged.verdict() instanceof Verdict.Over) {
            metrics.refused(Refused.INGEST_PACE);
        }
        RateLimits.apply(charged.verdict(), delivery.request().response());
        String version = verified.route.version();
        if (charged.version().filter(newest -> !newest.equals(version)).isPresent()) {
            verified = verify(routes.read(delivery.connection()), delivery, now);
        }
        return store(verified, delivery.connection(), now);
    }

    private IngestAnswer store(Verified verified, Id connection, Instant now) {
        Id event = ids.nextAt(IdKind.EVENT, now);
        for (int i = 0; i < MOST_RACES; i++) {
            Optional<IngestAnswer> answer = store(verified.route, connection, event, verified.received, now);
            if (answer.isPresent()) {
                return answer.get();
            }
            // Another request stored the same delivery after this statement began: the next one sees it.
        }
        throw new IllegalStateException("a delivery was neither stored nor found");
    }

    /** A webhook of an open connection, signed by one of its secrets. */
    private record Verified(Route route, Received received) {}

    private Verified verify(Delivery delivery, Instant now) {
        Optional<Route> remembered = routes.remembered(delivery.connection()).orElseGet(() -> lookUp(delivery));
        try {
            return verify(remembered, delivery, now);
        } catch (Refusal refusal) {
            // By a route that has changed since it was remembered, such as one with a new secret?
            if (MAY_HAVE_CHANGED.contains(refusal.type())
                    && remembered
                            .filter(route -> routes.changed(delivery.connection(), route))
                            .isPresent()) {
                return verify(routes.read(delivery.connection()), delivery, now);
            }
            throw refusal;
        }
    }

    /** Bounded by where it comes from, if there is no such connection: ids can be invented. */
    private Optional<Route> lookUp(Delivery delivery) {
        String key = RedisKeys.lookUps(source.of(delivery.request()));
        if (paces.look(Paces.LOOK_UPS, key) instanceof Verdict.Over over) {
            metrics.refused(Refused.LOOK_UPS);
            throw RateLimits.refusal(over, delivery.request().response());
        }
        Optional<Route> route = routes.read(delivery.connection());
        if (route.isEmpty()) {
            paces.charge(Paces.LOOK_UPS, key);
        }
        return route;
    }

    private Verified verify(Optional<Route> found, Delivery delivery, Instant now) {
        Route route = found.orElseThrow(() -> Refusal.notFound("connection"));
        LogContext.tenant(route.tenant().toString());
        hostTenant.check(delivery.request(), route.tenantSlug());
        switch (route.tenantStatus()) {
            case "active" -> {}
            case "suspended" -> throw new Refusal(ErrorType.TENANT_SUSPENDED, "The tenant is suspended.");
            default -> throw Refusal.notFound("connection");
        }
        if (!route.enabled()) {
            throw Refusal.notFound("connection");
        }
        return new Verified(route, route.provider().receive(delivery.webhook(), route.secretsAt(now), now));
    }

    private Optional<IngestAnswer> store(Route route, Id connection, Id event, Received received, Instant now) {
        TenantId tenant = route.tenant();
        return database.as(tenant)
                .find(
                        row -> new IngestAnswer(
                                new Id(IdKind.EVENT, row.getObject("id", UUID.class)), row.getBoolean("duplicate")),
                        """
                        with stored as (
                          insert into {t}.events (id, connection_id, provider, provider_event, provider_delivery_id,
                            type, subject, url, time, received_at, data)
                          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                          on conflict on constraint events_once do nothing
                          returning id)
                        select id, false as duplicate from stored
                        union all
                        select id, true from {t}.events
                        where connection_id = ? and provider_delivery_id = ? and not exists (select from stored)
                        """,
                        event.uuid(),
                        connection.uuid(),
                        route.provider().name(),
                        received.providerEvent(),
                        received.deliveryId(),
                        received.type(),
                        received.subject(),
                        received.url(),
                        received.time(),
                        now,
                        received.data(),
                        connection.uuid(),
                        received.deliveryId());
    }
}
