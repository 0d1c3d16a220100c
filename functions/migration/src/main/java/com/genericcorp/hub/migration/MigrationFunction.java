package com.genericcorp.hub.migration;

import io.quarkus.funqy.Funq;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** The entry of {@code migration} on Lambda: an invocation that fails stops the deployment that made it. */
@Startup
@Singleton
public class MigrationFunction {
    private final Migration migration;

    public MigrationFunction(Migration migration) {
        this.migration = migration;
    }

    /** @throws FleetBehindException naming every tenant that could not be migrated; the others are */
    @Funq("migration")
    public MigrationReport migration() {
        MigrationReport report = migration.run();
        if (!report.failed().isEmpty()) {
            throw new FleetBehindException(report);
        }
        return report;
    }
}
