package com.genericcorp.hub.api.event;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A tenant's events. */
@Singleton
final class Events {
    /** Bytes of payload after which a page ends. */
    static final int PAGE_BYTES = 4 << 20;

    private final TenantDatabase database;

    Events(TenantDatabase database) {
        this.database = database;
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
