package com.genericcorp.hub.api.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event.
 *
 * @param connectionId what it came by; null for an event of the tenant's own
 * @param data the payload's bytes where they were read, written beside the other fields as they are
 */
@RegisterForReflection
record Event(
        Id id,
        String type,
        String provider,
        @Nullable Id connectionId,
        String providerEvent,
        String providerDeliveryId,
        @Nullable String subject,
        @Nullable String url,
        Instant time,
        Instant receivedAt,
        @JsonIgnore byte @Nullable [] data) {

    static Event read(ResultSet row) throws SQLException {
        UUID connection = row.getObject("connection_id", UUID.class);
        return new Event(
                new Id(IdKind.EVENT, row.getObject("id", UUID.class)),
                row.getString("type"),
                row.getString("provider"),
                connection == null ? null : new Id(IdKind.CONNECTION, connection),
                row.getString("provider_event"),
                row.getString("provider_delivery_id"),
                row.getString("subject"),
                row.getString("url"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getBytes("data"));
    }
}
