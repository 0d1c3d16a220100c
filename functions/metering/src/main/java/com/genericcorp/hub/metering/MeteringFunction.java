package com.genericcorp.hub.metering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.messaging.BatchResponse;
import com.genericcorp.hub.messaging.Inbox;
import com.genericcorp.hub.messaging.Invocation;
import com.genericcorp.hub.messaging.Queue;
import com.genericcorp.hub.messaging.TenantsMessage;
import com.genericcorp.hub.telemetry.HubMetrics;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The entry of {@code metering}: a batch of the {@code metering} queue, one message of it, or a tick. Built at the start
 * with all that it needs, so that a wrong setting stops the start and not the first count.
 */
@Startup
@Singleton
public class MeteringFunction {
    private final TenantUsage usage;
    private final Minute minute;
    private final Inbox inbox;
    private final HubMetrics metrics;
    private final ObjectMapper mapper;

    public MeteringFunction(TenantUsage usage, Minute minute, Inbox inbox, HubMetrics metrics, ObjectMapper mapper) {
        this.usage = usage;
        this.minute = minute;
        this.inbox = inbox;
        this.metrics = metrics;
        this.mapper = mapper;
    }

    @Funq("metering")
    public @Nullable BatchResponse metering(JsonNode payload) {
        try {
            return switch (Invocation.of(payload)) {
                case Invocation.Batch batch -> inbox.batch(Queue.METERING, batch, item -> work(item.json(mapper)));
                case Invocation.Message message -> {
                    inbox.message(Queue.METERING, message, this::work);
                    yield null;
                }
                case Invocation.Tick tick -> {
                    inbox.tick(minute::tick);
                    yield null;
                }
            };
        } finally {
            metrics.flush();
        }
    }

    private void work(JsonNode body) {
        usage.rollUp(TenantsMessage.of(body).tenants());
    }
}
