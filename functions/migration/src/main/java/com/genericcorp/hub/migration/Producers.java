package com.genericcorp.hub.migration;

import com.genericcorp.hub.schema.ControlPlane;
import com.genericcorp.hub.schema.OwnerDatabase;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;

/** Ties the control plane's migrations to the owner's connection. */
@Dependent
final class Producers {
    @Produces
    @Singleton
    ControlPlane controlPlane(
            OwnerDatabase database, @FlywayDataSource("owner") Flyway flyway, MigrationConfig config) {
        return new ControlPlane(database, flyway, config.password());
    }
}
