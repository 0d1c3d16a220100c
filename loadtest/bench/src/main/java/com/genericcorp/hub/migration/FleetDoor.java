package com.genericcorp.hub.migration;

import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.schema.TenantScripts;
import java.util.ArrayList;
import java.util.List;

/** The function's own migration of the fleet, for the bench: its classes are the package's alone. */
public final class FleetDoor {
    /** The connections that the function uses at once. */
    public static final int SIDE_BY_SIDE = FleetMigration.SIDE_BY_SIDE;

    private final FleetMigration migration;

    /** @param more scripts after those that this build carries */
    public FleetDoor(OwnerDatabase database, List<String> more) {
        List<String> scripts = new ArrayList<>(TenantScripts.packaged().scripts());
        scripts.addAll(more);
        TenantSchema schema = new TenantSchema(new TenantScripts(scripts));
        this.migration = new FleetMigration(database, schema, new FleetRecord(database));
    }

    /** @return how many tenants were migrated; anything else that happened to one is an error */
    public long run() {
        List<FleetMigration.Outcome> outcomes = migration.run();
        long migrated = outcomes.stream()
                .filter(FleetMigration.Outcome.Migrated.class::isInstance)
                .count();
        if (migrated != outcomes.size()) {
            throw new IllegalStateException("not migrated: " + (outcomes.size() - migrated) + " of " + outcomes.size());
        }
        return migrated;
    }
}
