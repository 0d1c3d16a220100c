package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.genericcorp.hub.provisioning.ProvisioningFunction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Stands in for EventBridge Scheduler: the ticks, with the payload that they have on AWS. */
@Singleton
final class Schedules {
    private final ProvisioningFunction provisioning;

    Schedules(ProvisioningFunction provisioning) {
        this.provisioning = provisioning;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        provisioning.provisioning(JsonNodeFactory.instance.objectNode().put("schedule", "sweep"));
    }
}
