package com.genericcorp.hub.migration;

import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What operators see of the fleet in {@code GET /admin/v1/fleet}. A tenant's success clears its failure by itself. */
@Singleton
final class FleetRecord {
    private static final Logger LOG = Logger.getLogger(FleetRecord.class);

    private final OwnerDatabase database;

    @Inject
    FleetRecord(OwnerDatabase database) {
        this.database = database;
    }

    /** Every tenant shall come to {@code version}. */
    void expect(int version) {
        database.transaction(connection -> Statements.on(connection).update("""
                insert into public.fleet (current_version) values (?)
                on conflict (only_row) do update set current_version = excluded.current_version
                where fleet.current_version <> excluded.current_version
                """, version));
    }

    /** A tenant could not be brought there. The report says so in any case, so a failure to write it down is logged. */
    void failed(MigrationReport.Failure failure) {
        try {
            database.transaction(connection -> Statements.on(connection)
                    .update(
                            "update public.tenants set migration_error = ? where id = ? and schema_version = ?",
                            failure.error(),
                            failure.tenant().uuid(),
                            failure.version()));
        } catch (DatabaseException e) {
            LOG.warnf(e, "the failure of %s could not be written down", failure.tenant());
        }
    }
}
