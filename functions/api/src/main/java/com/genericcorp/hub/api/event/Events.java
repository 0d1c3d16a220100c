package com.genericcorp.hub.api.event;

import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A tenant's events: those that its providers sent, and its own. */
@Singleton
final class Events {
    /** Bytes of payload after which a page ends. */
    static final int PAGE_BYTES = 4 << 20;

    /** What the tenant's own events have for a provider. */
    private static final String OWN = "hub";

    private final TenantDatabase database;
    private final Ids ids;

    Events(TenantDatabase database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * Stores an event of the tenant's own.
     *
     * @param data one JSON value in UTF-8, kept as it is
     */
    PublishedEvent publish(Change change, TenantId tenant, NewEvent wanted, byte[] data) {
        // As with webhooks, its id and its time of receipt name the same millisecond: filters go by the id.
        Instant received = change.now().truncatedTo(ChronoUnit.MILLIS);
        Id id = ids.nextAt(IdKind.EVENT, received);
        change.statements()
                .update(
                        """
                        insert into {t}.events (id, provider, provider_event, provider_delivery_id,
                          type, subject, url, time, received_at, data)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        id.uuid(),
                        OWN,
                        wanted.type(),
                        id.toString(),
                        wanted.type(),
                        wanted.subject(),
                        wanted.url(),
                        wanted.time() == null ? received : wanted.time().truncatedTo(ChronoUnit.MICROS),
                        received,
                        data);
        change.audit(tenant, "event.published", id);
        return new PublishedEvent(id, false);
    }

    Optional<Event> find(TenantId tenant, Id event) {
        return database.as(tenant).find(Event::read, """
                        select id, type, provider, connection_id, provider_event, provider_delivery_id,
                          subject, url, time, received_at, data
                        from {t}.events where id = ?
                        """, event.uuid());
    }

    /** Events newest first, and whether older ones match too. */
    record Slice(List<Event> events, boolean more) {
        Slice {
            events = List.copyOf(events);
        }
    }

    private record Sized(Event event, long bytesSoFar) {}

    /**
     * At most {@code limit} events older than {@code before}, newest first, with their payloads when asked for. A slice
     * with payloads also ends before {@link #PAGE_BYTES}, but never before its first event: sizes are summed in the
     * server, so that no payload is read that would not be sent.
     */
    Slice list(TenantId tenant, EventFilter filter, UUID before, int limit, boolean withData) {
        List<Sized> rows = database.as(tenant)
                .list(
                        row -> new Sized(Event.read(row), row.getLong("bytes_so_far")),
                        """
                        select id, type, provider, connection_id, provider_event, provider_delivery_id,
                          subject, url, time, received_at, bytes_so_far,
                          case when ? and position <= ? and (position = 1 or bytes_so_far <= ?) then data end as data
                        from (
                          select e.*,
                            sum(octet_length(data)) over (order by id desc rows unbounded preceding) as bytes_so_far,
                            row_number() over (order by id desc rows unbounded preceding) as position
                          from {t}.events e
                          where id < ?
                            and (?::text is null or type = ?)
                            and (?::text is null or provider = ?)
                            and (?::uuid is null or connection_id = ?)
                            and (?::uuid is null or id >= ?)
                            and (?::uuid is null or id < ?)
                          order by id desc
                          limit ?
                        ) page
                        order by id desc
                        """,
                        withData,
                        limit,
                        PAGE_BYTES,
                        before,
                        filter.type(),
                        filter.type(),
                        filter.provider(),
                        filter.provider(),
                        filter.connection(),
                        filter.connection(),
                        filter.lowestId(),
                        filter.lowestId(),
                        filter.aboveHighestId(),
                        filter.aboveHighestId(),
                        limit + 1);
        int size = Math.min(limit, rows.size());
        while (withData && size > 1 && rows.get(size - 1).bytesSoFar() > PAGE_BYTES) {
            size--;
        }
        return new Slice(rows.subList(0, size).stream().map(Sized::event).toList(), size < rows.size());
    }
}
