package com.genericcorp.hub.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.LogContext;
import com.genericcorp.hub.telemetry.Tracing;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Hands a function what it was invoked with: measured, and with log lines and traces that go on where it was sent. */
@Singleton
public final class Inbox {
    private final Origins origins;
    private final Tracing tracing;
    private final HubMetrics metrics;
    private final Ids ids;
    private final Clock clock;

    public Inbox(Origins origins, Tracing tracing, HubMetrics metrics, Ids ids, Clock clock) {
        this.origins = origins;
        this.tracing = tracing;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    public BatchResponse batch(Queue queue, Invocation.Batch batch, Consumer<Invocation.Item> work) {
        return Batches.run(batch, item -> receive(queue, item.origin(), () -> work.accept(item)));
    }

    public void message(Queue queue, Invocation.Message message, Consumer<JsonNode> work) {
        receive(queue, origins.current(), () -> work.accept(message.body()));
    }

    /** A tick comes from nobody's request: its lines have an id of their own. */
    public void tick(Runnable work) {
        try (LogContext ignored = LogContext.request(ids.next(IdKind.REQUEST).toString())) {
            work.run();
        }
    }

    private void receive(Queue queue, Origin origin, Runnable work) {
        origin.sentAt().ifPresent(sent -> metrics.received(queue.text(), Duration.between(sent, clock.instant())));
        String requestId =
                origin.requestId().orElseGet(() -> ids.next(IdKind.REQUEST).toString());
        try (LogContext ignored = LogContext.request(requestId)) {
            tracing.consume(queue.text(), origin.trace(), work);
        }
    }
}
