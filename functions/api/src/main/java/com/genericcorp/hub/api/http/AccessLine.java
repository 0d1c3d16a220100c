package com.genericcorp.hub.api.http;

import io.quarkiverse.loggingjson.JsonGenerator;
import io.quarkiverse.loggingjson.providers.StructuredArgument;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One answered request, as the log's category {@code hub.access} tells of it; the request's id and its tenant stand in
 * the same line, as in every other one.
 *
 * @param route the path with its parameters as names
 * @param status 0 when the caller left before the answer
 * @param counted whether it counts as the tenant's usage
 */
record AccessLine(String method, String route, int status, long durationMillis, boolean counted, Instant receivedAt)
        implements StructuredArgument {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStringField("method", method);
        json.writeStringField("route", route);
        json.writeNumberField("status", status);
        json.writeNumberField("duration_ms", durationMillis);
        json.writeObjectField("counted", counted);
        json.writeStringField("received_at", MILLISECONDS.format(receivedAt));
    }

    @Override
    public String toString() {
        return method + ' ' + route + ' ' + status;
    }
}
