package com.genericcorp.hub.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.messaging.BatchResponse;
import com.genericcorp.hub.messaging.Inbox;
import com.genericcorp.hub.messaging.Invocation;
import com.genericcorp.hub.messaging.OperationMessage;
import com.genericcorp.hub.messaging.Queue;
import com.genericcorp.hub.telemetry.HubMetrics;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The entry of {@code provisioning}: a batch of the {@code provisioning} queue, one message of it, or a tick. Built at
 * the start with all that it needs, so that a wrong setting stops the start and not the first tenant.
 */
@Startup
@Singleton
public class ProvisioningFunction {
    private final OperationRunner runner;
    private final Sweeper sweeper;
    private final Inbox inbox;
    private final HubMetrics metrics;
    private final ObjectMapper mapper;

    public ProvisioningFunction(
            OperationRunner runner, Sweeper sweeper, Inbox inbox, HubMetrics metrics, ObjectMapper mapper) {
        this.runner = runner;
        this.sweeper = sweeper;
        this.inbox = inbox;
        this.metrics = metrics;
        this.mapper = mapper;
    }

    @Funq("provisioning")
    public @Nullable BatchResponse provisioning(JsonNode payload) {
        try {
            return switch (Invocation.of(payload)) {
                case Invocation.Batch batch -> inbox.batch(Queue.PROVISIONING, batch, item -> work(item.json(mapper)));
                case Invocation.Message message -> {
                    inbox.message(Queue.PROVISIONING, message, this::work);
                    yield null;
                }
                case Invocation.Tick tick -> {
                    inbox.tick(sweeper::sweep);
                    yield null;
                }
            };
        } finally {
            metrics.flush();
        }
    }

    private void work(JsonNode body) {
        runner.run(OperationMessage.of(body).operation());
    }
}
