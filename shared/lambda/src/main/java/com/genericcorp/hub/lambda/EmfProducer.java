package com.genericcorp.hub.lambda;

import com.genericcorp.hub.telemetry.MetricsConfig;
import io.micrometer.core.instrument.Clock;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The registry of every function's metrics where this library is on the class path. */
@Dependent
final class EmfProducer {

    @Produces
    @Singleton
    @SuppressWarnings("SystemOut")
    EmfRegistry registry(
            MetricsConfig config, Clock clock, @ConfigProperty(name = "quarkus.application.name") String function) {
        return new EmfRegistry(new EmfLines(config.namespace(), function, System.out), clock);
    }
}
