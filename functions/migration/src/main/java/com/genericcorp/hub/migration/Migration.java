package com.genericcorp.hub.migration;

import com.genericcorp.hub.schema.ControlPlane;
import com.genericcorp.hub.schema.TenantSchema;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The control plane, then the fleet. Repeatable; a repeat does only what is left. */
@Singleton
public final class Migration {
    private final ControlPlane controlPlane;
    private final FleetMigration fleet;
    private final FleetRecord record;
    private final TenantSchema schema;

    Migration(ControlPlane controlPlane, FleetMigration fleet, FleetRecord record, TenantSchema schema) {
        this.controlPlane = controlPlane;
        this.fleet = fleet;
        this.record = record;
        this.schema = schema;
    }

    /** @throws com.genericcorp.hub.tenancy.DatabaseException when the control plane could not be migrated */
    public MigrationReport run() {
        int controlPlaneMigrations = controlPlane.migrate();
        record.expect(schema.currentVersion());
        int migrated = 0;
        List<MigrationReport.Failure> failed = new ArrayList<>();
        for (FleetMigration.Outcome outcome : fleet.run()) {
            switch (outcome) {
                case FleetMigration.Outcome.Migrated done -> migrated++;
                case FleetMigration.Outcome.AlreadyCurrent nothing -> {}
                case FleetMigration.Outcome.Failed(MigrationReport.Failure failure) -> failed.add(failure);
            }
        }
        return new MigrationReport(controlPlaneMigrations, schema.currentVersion(), migrated, failed);
    }
}
