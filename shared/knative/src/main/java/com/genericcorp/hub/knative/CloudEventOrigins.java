package com.genericcorp.hub.knative;

import com.genericcorp.hub.messaging.Origin;
import com.genericcorp.hub.messaging.Origins;
import com.genericcorp.hub.telemetry.Trace;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CloudEvent's attributes beside its data: {@code time}, and the extensions {@code traceparent} and
 * {@code requestid}. In binary mode, which is what Knative's brokers and sources send; in structured mode the HTTP
 * request's own {@code traceparent} counts alone.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/distributed-tracing.md">Distributed
 *     tracing</a>
 */
@Singleton
public final class CloudEventOrigins implements Origins {
    private final CurrentVertxRequest request;

    CloudEventOrigins(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public Origin current() {
        @Nullable RoutingContext context = request.getCurrent();
        return context == null ? Origin.UNKNOWN : of(context.request().headers());
    }

    private static Origin of(MultiMap headers) {
        return new Origin(
                time(headers.get("ce-time")),
                Origin.requestId(headers.get("ce-requestid")),
                Trace.parse(headers.get("ce-" + Trace.HEADER)).or(() -> Trace.parse(headers.get(Trace.HEADER))));
    }

    private static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
