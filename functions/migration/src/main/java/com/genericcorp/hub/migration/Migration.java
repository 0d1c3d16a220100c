package com.genericcorp.hub.migration;

import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.schema.ControlPlane;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.telemetry.LogContext;
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
    private final Ids ids;

    Migration(ControlPlane controlPlane, FleetMigration fleet, FleetRecord record, TenantSchema schema, Ids ids) {
        this.controlPlane = controlPlane;
        this.fleet = fleet;
        this.record = record;
        this.schema = schema;
        this.ids = ids;
    }

    /** @throws com.genericcorp.hub.tenancy.DatabaseException when the control plane could not be migrated */
    public MigrationReport run() {
        // Nobody's request: the run's lines have an id of their own.
        try (LogContext ignored = LogContext.request(ids.next(IdKind.REQUEST).toString())) {
            return migrate();
        }
    }

    private MigrationReport migrate() {
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
