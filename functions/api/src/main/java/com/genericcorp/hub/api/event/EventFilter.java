package com.genericcorp.hub.api.event;

import com.genericcorp.hub.api.http.Rfc3339;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.problem.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events to list. {@code from} (inclusive) and {@code to} (exclusive) mean the time of receipt, which event ids
 * carry: they become bounds of the primary key.
 */
record EventFilter(
        @Nullable String type,
        @Nullable String provider,
        @Nullable UUID connection,
        @Nullable UUID lowestId,
        @Nullable UUID aboveHighestId) {

    /** @throws Refusal naming the query parameter that is wrong */
    static EventFilter parse(
            @Nullable String type,
            @Nullable String provider,
            @Nullable String connection,
            @Nullable String from,
            @Nullable String to) {
        return new EventFilter(
                type,
                provider,
                connection == null ? null : connection(connection),
                from == null ? null : Ids.floor(time("from", from)),
                to == null ? null : Ids.floor(time("to", to)));
    }

    private static UUID connection(String text) {
        return Id.parse(IdKind.CONNECTION, text)
                .map(Id::uuid)
                .orElseThrow(() -> Refusal.invalid("connection", "Not the id of a connection."));
    }

    private static Instant time(String name, String text) {
        return Rfc3339.parse(text)
                .orElseThrow(() -> Refusal.invalid(name, "An RFC 3339 time, for example 2026-01-31T00:00:00Z."));
    }
}
