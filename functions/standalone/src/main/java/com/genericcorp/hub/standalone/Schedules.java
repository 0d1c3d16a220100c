package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.genericcorp.hub.metering.MeteringFunction;
import com.genericcorp.hub.provisioning.ProvisioningFunction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Stands in for EventBridge Scheduler: the ticks, with the payload that they have on AWS. */
@Singleton
final class Schedules {
    private final ProvisioningFunction provisioning;
    private final MeteringFunction metering;

    Schedules(ProvisioningFunction provisioning, MeteringFunction metering) {
        this.provisioning = provisioning;
        this.metering = metering;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        provisioning.provisioning(JsonNodeFactory.instance.objectNode().put("schedule", "sweep"));
    }

    /** At the beginning of each minute: the clock's minute says what is due. */
    @Scheduled(cron = "0 * * * * ?", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void meter() {
        metering.metering(JsonNodeFactory.instance.objectNode().put("schedule", "metering"));
    }
}
