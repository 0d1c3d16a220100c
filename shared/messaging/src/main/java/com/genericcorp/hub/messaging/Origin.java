package com.genericcorp.hub.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.telemetry.Trace;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a message comes from, as it says beside its body.
 *
 * @param sentAt when the queue took it
 * @param requestId the request in whose course it was sent
 * @param trace the trace that it belongs to
 */
public record Origin(Optional<Instant> sentAt, Optional<String> requestId, Optional<Trace> trace) {
    public static final Origin UNKNOWN = new Origin(Optional.empty(), Optional.empty(), Optional.empty());

    static final String REQUEST_ID = "request_id";

    /** Of a message in SQS's form: {@code attributes.SentTimestamp} and the message's own attributes. */
    static Origin ofRecord(JsonNode item) {
        JsonNode own = item.path("messageAttributes");
        return new Origin(
                milliseconds(item.path("attributes").path("SentTimestamp").asText()),
                requestId(own.path(REQUEST_ID).path("stringValue").asText()),
                Trace.parse(own.path(Trace.HEADER).path("stringValue").asText()));
    }

    /** Only what has the form of an id: it goes into log lines. */
    public static Optional<String> requestId(@Nullable String text) {
        return Optional.ofNullable(text)
                .flatMap(given -> Id.parse(IdKind.REQUEST, given))
                .map(Id::toString);
    }

    private static Optional<Instant> milliseconds(String text) {
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
