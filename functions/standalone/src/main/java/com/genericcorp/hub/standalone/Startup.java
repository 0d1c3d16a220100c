package com.genericcorp.hub.standalone;

import com.genericcorp.hub.migration.Migration;
import com.genericcorp.hub.migration.MigrationReport;
import com.genericcorp.hub.tenancy.DatabaseException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What a deployment does around a new version: first the migration, then work. The HTTP port opens after this. */
@Singleton
final class Startup {
    private static final System.Logger LOG = System.getLogger(Startup.class.getName());

    private final Migration migration;
    private final QueueReaders readers;
    private final Scheduler scheduler;

    Startup(Migration migration, QueueReaders readers, Scheduler scheduler) {
        this.migration = migration;
        this.readers = readers;
        this.scheduler = scheduler;
    }

    void start(@Observes StartupEvent event) {
        MigrationReport report = migrate();
        report.failed()
                .forEach(left -> LOG.log(
                        System.Logger.Level.ERROR, "tenant {0} was not migrated: {1}", left.tenant(), left.error()));
        readers.start();
        scheduler.resume();
    }

    private MigrationReport migrate() {
        try {
            return migration.run();
        } catch (DatabaseException e) {
            throw new StartException("no migration at HUB_DATABASE_OWNER_URL: " + StartFailure.root(e), e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        scheduler.pause();
        readers.stop();
    }
}
