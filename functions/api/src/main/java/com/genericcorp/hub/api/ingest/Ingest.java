package com.genericcorp.hub.api.ingest;

import com.genericcorp.hub.api.provider.Received;
import com.genericcorp.hub.api.provider.Webhook;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Verifies a webhook and stores its event exactly once. */
@Singleton
final class Ingest {
    private static final int MOST_RACES = 3;

    private final TenantDatabase database;
    private final Ids ids;
    private final Clock clock;

    Ingest(TenantDatabase database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @throws com.genericcorp.hub.problem.Refusal when the webhook does not verify or is not what its provider sends
     */
    IngestAnswer accept(Route route, Id connection, Webhook webhook) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Received received = route.provider().receive(webhook, route.secrets(), now);
        Id event = ids.nextAt(IdKind.EVENT, now);
        for (int i = 0; i < MOST_RACES; i++) {
            Optional<IngestAnswer> answer = store(route, connection, event, received, now);
            if (answer.isPresent()) {
                return answer.get();
            }
            // Another request stored the same delivery after this statement began: the next one sees it.
        }
        throw new IllegalStateException("a delivery was neither stored nor found");
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
