package com.genericcorp.hub.migration;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.telemetry.LogContext;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings every tenant that is behind to the current version, side by side. One tenant is one transaction, so a run that
 * is killed leaves each tenant at its old version or at the new one, and the next run finishes. Two runs at once wait
 * for each other tenant by tenant.
 */
@Singleton
final class FleetMigration {
    /** At most so many connections at once; the owner's pool is larger by two. */
    static final int SIDE_BY_SIDE = 8;

    private final OwnerDatabase database;
    private final TenantSchema schema;
    private final FleetRecord record;

    @Inject
    FleetMigration(OwnerDatabase database, TenantSchema schema, FleetRecord record) {
        this.database = database;
        this.schema = schema;
        this.record = record;
    }

    /** What became of one tenant. */
    sealed interface Outcome {
        record Migrated() implements Outcome {}

        record AlreadyCurrent() implements Outcome {}

        record Failed(MigrationReport.Failure failure) implements Outcome {}
    }

    private record Behind(TenantId tenant, int version) {}

    List<Outcome> run() {
        List<Callable<Outcome>> work = new ArrayList<>();
        Optional<String> request = LogContext.requestId();
        for (Behind behind : behind()) {
            work.add(() -> {
                try (LogContext ignored =
                        LogContext.ofTenant(request, behind.tenant().toString())) {
                    return migrate(behind);
                }
            });
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : executor.invokeAll(work)) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: run the migration again", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** One query, however large the fleet. A tenant at version 0 is being provisioned, and that step migrates it. */
    private List<Behind> behind() {
        return database.transaction(connection -> Statements.on(connection)
                .list(
                        row -> new Behind(new TenantId(row.getObject("id", UUID.class)), row.getInt("schema_version")),
                        "select id, schema_version from public.tenants where schema_version between 1 and ? order by id",
                        schema.currentVersion() - 1));
    }

    private Outcome migrate(Behind behind) {
        try {
            int before = database.transaction(connection -> {
                // Another run may hold the tenant: its end is waited for, however long its batch takes.
                Statements.on(connection).update("set local lock_timeout = 0");
                return schema.migrate(connection, behind.tenant());
            });
            return before < schema.currentVersion() ? new Outcome.Migrated() : new Outcome.AlreadyCurrent();
        } catch (RuntimeException e) {
            // Whatever it is: the others must be migrated, and this one named.
            MigrationReport.Failure failure =
                    new MigrationReport.Failure(behind.tenant(), behind.version(), FailureText.of(e));
            record.failed(failure);
            return new Outcome.Failed(failure);
        }
    }
}
