package com.genericcorp.hub.migration;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Some tenants at the packaged version, and a build that carries one script more. */
final class Fleet {
    static final int PACKAGED = TenantScripts.packaged().currentVersion();
    static final int NEXT = PACKAGED + 1;

    private static final AgroalDataSource POOL = TestPools.owner(TestServers.shared(), 20);

    final TestServers servers = TestServers.shared();
    final OwnerDatabase database = new OwnerDatabase(POOL);
    final List<TenantId> tenants;

    Fleet(int size) {
        // Other tests' tenants are out of every build's reach, so that counts are about this fleet alone.
        database.transaction(
                connection -> Statements.on(connection).update("update public.tenants set schema_version = 1000"));
        tenants = Stream.generate(() -> TestTenants.create(database, "*").id())
                .limit(size)
                .toList();
    }

    /** A build whose last script is {@code script}. */
    static TenantSchema buildWith(String script) {
        List<String> scripts = new ArrayList<>(TenantScripts.packaged().scripts());
        scripts.add(script);
        return new TenantSchema(new TenantScripts(scripts));
    }

    static TenantSchema nextBuild() {
        return buildWith("alter table {t}.events add column priority integer");
    }

    FleetMigration migration(TenantSchema build) {
        return migration(POOL, build);
    }

    FleetMigration migration(DataSource dataSource, TenantSchema build) {
        OwnerDatabase own = new OwnerDatabase(dataSource);
        return new FleetMigration(own, build, new FleetRecord(own));
    }

    static TenantSchema packagedBuild() {
        return new TenantSchema(TenantScripts.packaged());
    }

    /** The version that operators are told every tenant shall have. */
    int expected() {
        return database.transaction(connection -> Statements.on(connection)
                .find(row -> row.getInt("current_version"), "select current_version from public.fleet")
                .orElseThrow());
    }

    /** What operators are told about the tenant. */
    Optional<String> recordedError(TenantId tenant) {
        return database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> row.getString("migration_error"),
                        "select migration_error from public.tenants where id = ? and migration_error is not null",
                        tenant.uuid()));
    }

    /** The version that the tenant's row says. */
    int recorded(TenantId tenant) {
        return database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> row.getInt("schema_version"),
                        "select schema_version from public.tenants where id = ?",
                        tenant.uuid())
                .orElseThrow());
    }

    /** Whether the next build's script really ran. */
    boolean hasNextTables(TenantId tenant) {
        return database.transaction(connection -> Statements.on(connection)
                .find(row -> row.getInt("columns") == 1, """
                        select count(*)::integer as columns from information_schema.columns
                        where table_schema = ? and table_name = 'events' and column_name = 'priority'
                        """, tenant.role())
                .orElseThrow());
    }

    /** Gives the tenant what the next build's script wants to make. */
    void breakTenant(TenantId tenant) {
        database.transaction(connection ->
                Statements.on(connection, tenant).update("alter table {t}.events add column priority text"));
    }

    void repairTenant(TenantId tenant) {
        database.transaction(
                connection -> Statements.on(connection, tenant).update("alter table {t}.events drop column priority"));
    }

    static long migrated(List<FleetMigration.Outcome> outcomes) {
        return outcomes.stream()
                .filter(FleetMigration.Outcome.Migrated.class::isInstance)
                .count();
    }

    static List<MigrationReport.Failure> failures(List<FleetMigration.Outcome> outcomes) {
        return outcomes.stream()
                .filter(FleetMigration.Outcome.Failed.class::isInstance)
                .map(outcome -> ((FleetMigration.Outcome.Failed) outcome).failure())
                .toList();
    }
}
