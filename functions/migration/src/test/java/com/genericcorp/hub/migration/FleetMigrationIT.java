package com.genericcorp.hub.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.migration.FleetMigration.Outcome;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.Backends;
import com.genericcorp.hub.testing.WatchedDataSource;
import com.genericcorp.hub.testing.WatchedDataSource.Step;
import com.genericcorp.hub.testing.WatchedDataSource.Watcher;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetMigrationIT {
    private static final String BATCH = "alter table";

    @Test
    void bringsEveryTenantThatIsBehindToTheCurrentVersion() {
        Fleet fleet = new Fleet(12);

        List<Outcome> outcomes = fleet.migration(Fleet.nextBuild()).run();

        assertThat(Fleet.migrated(outcomes)).isEqualTo(12);
        assertAllMigrated(fleet);
    }

    @Test
    void leavesTenantsThatAreBeingProvisionedToTheirProvisioning() {
        Fleet fleet = new Fleet(2);
        TenantId young = fleet.tenants.getFirst();
        fleet.database.transaction(connection -> Statements.on(connection)
                .update("update public.tenants set schema_version = 0 where id = ?", young.uuid()));

        List<Outcome> outcomes = fleet.migration(Fleet.nextBuild()).run();

        assertThat(outcomes).hasSize(1);
        assertThat(fleet.recorded(young)).isZero();
    }

    @Test
    void asksOneQuestionWhenThereIsNothingToDo() {
        Fleet fleet = new Fleet(3);
        fleet.migration(Fleet.nextBuild()).run();
        List<Step> steps = new ArrayList<>();

        List<Outcome> outcomes =
                fleet.migration(recorded(fleet, steps), Fleet.nextBuild()).run();

        assertThat(outcomes).isEmpty();
        assertThat(steps).extracting(Step::sql).hasSize(2).last().isEqualTo("commit");
    }

    @Test
    void findsWhoIsBehindByAnIndexInAFleetThatIsUpToDate() {
        Fleet fleet = new Fleet(0);
        List<Step> steps = new ArrayList<>();
        fleet.migration(recorded(fleet, steps), Fleet.nextBuild()).run();
        String question = steps.getFirst().sql();

        String plan = planAmongTenThousand(fleet, question);

        assertThat(plan).contains("tenants_behind").doesNotContain("Seq Scan");
    }

    /** The connection of tenant k is ended in the middle of its batch: before it, after it, at its commit. */
    @ParameterizedTest
    @ValueSource(strings = {BATCH, "update public.tenants", "commit"})
    void aRunThatLosesAConnectionIsFinishedByTheNext(String at) {
        Fleet fleet = new Fleet(10);
        Backends backends = new Backends(fleet.servers.ownerDataSource());
        AtomicInteger seen = new AtomicInteger();
        // The first commit is the question's.
        int victim = at.equals("commit") ? 5 : 4;
        WatchedDataSource cutOff = new WatchedDataSource(fleet.servers.ownerDataSource(), new Watcher() {
            @Override
            public void before(Step step) throws SQLException {
                if (step.sql().startsWith(at) && seen.incrementAndGet() == victim) {
                    backends.end(step.connection());
                }
            }
        });

        List<Outcome> first = fleet.migration(cutOff, Fleet.nextBuild()).run();
        assertConsistent(fleet);
        List<Outcome> second = fleet.migration(Fleet.nextBuild()).run();

        assertThat(Fleet.failures(first)).hasSize(1);
        assertThat(Fleet.migrated(first)).isEqualTo(9);
        assertThat(Fleet.migrated(second)).isEqualTo(1);
        assertAllMigrated(fleet);
    }

    @Test
    void aRunThatIsKilledIsFinishedByTheNext() {
        Fleet fleet = new Fleet(10);
        AtomicInteger seen = new AtomicInteger();
        WatchedDataSource killed = new WatchedDataSource(fleet.servers.ownerDataSource(), new Watcher() {
            @Override
            public void after(Step step) {
                // Nothing of this process happens any more, for no tenant.
                if (step.sql().startsWith(BATCH) && seen.incrementAndGet() >= 5) {
                    throw new Killed();
                }
            }
        });

        Throwable end =
                catchThrowable(() -> fleet.migration(killed, Fleet.nextBuild()).run());
        assertThat(end).hasRootCauseInstanceOf(Killed.class);
        assertConsistent(fleet);
        List<Outcome> second = fleet.migration(Fleet.nextBuild()).run();

        assertThat(Fleet.migrated(second)).isEqualTo(6);
        assertAllMigrated(fleet);
    }

    @Test
    void twoRunsAtOnceMigrateEachTenantOnce() throws Exception {
        Fleet fleet = new Fleet(16);
        Callable<List<Outcome>> run = () -> fleet.migration(Fleet.nextBuild()).run();

        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Outcome>> each : executor.invokeAll(List.of(run, run), 60, TimeUnit.SECONDS)) {
                outcomes.addAll(each.get());
            }
        }

        assertThat(Fleet.failures(outcomes)).isEmpty();
        assertThat(Fleet.migrated(outcomes)).isEqualTo(16);
        assertAllMigrated(fleet);
    }

    @Test
    void oneBrokenTenantIsNamedAndTheOthersAreMigrated() {
        Fleet fleet = new Fleet(6);
        TenantId broken = fleet.tenants.get(2);
        fleet.breakTenant(broken);

        List<Outcome> outcomes = fleet.migration(Fleet.nextBuild()).run();

        assertThat(Fleet.migrated(outcomes)).isEqualTo(5);
        assertThat(Fleet.failures(outcomes)).singleElement().satisfies(failure -> {
            assertThat(failure.tenant()).isEqualTo(broken);
            assertThat(failure.version()).isEqualTo(Fleet.PACKAGED);
            assertThat(failure.error()).contains("column \"priority\" of relation \"events\" already exists");
        });
        assertThat(fleet.recorded(broken)).isEqualTo(Fleet.PACKAGED);
        assertThat(fleet.tenants)
                .allSatisfy(tenant ->
                        assertThat(fleet.recordedError(tenant).isPresent()).isEqualTo(tenant.equals(broken)));

        fleet.repairTenant(broken);
        List<Outcome> repeated = fleet.migration(Fleet.nextBuild()).run();

        assertThat(repeated).hasSize(1);
        assertAllMigrated(fleet);
        assertThat(fleet.recordedError(broken)).isEmpty();
    }

    @Test
    void whatIsWrongWithATenantQuotesNoneOfItsRows() {
        Fleet fleet = new Fleet(1);
        TenantId tenant = fleet.tenants.getFirst();
        for (String script : List.of(
                "select 'hunter2'::integer",
                "select cast('{\"hunter2' as jsonb)",
                "create table {t}.doomed (name text unique); insert into {t}.doomed values ('hunter2'), ('hunter2')",
                "create table {t}.doomed (name text check (name = '')); insert into {t}.doomed values ('hunter2')")) {

            List<Outcome> outcomes = fleet.migration(Fleet.buildWith(script)).run();

            String reported = Fleet.failures(outcomes).getFirst().error();
            assertThat(reported).startsWith("ERROR: ").doesNotContain("hunter2");
            assertThat(fleet.recordedError(tenant)).contains(reported);
        }
    }

    @Test
    void nothingOfABrokenTenantsBatchRemains() {
        Fleet fleet = new Fleet(1);
        TenantId tenant = fleet.tenants.getFirst();

        List<Outcome> outcomes = fleet.migration(
                        Fleet.buildWith("alter table {t}.events add column priority integer; select 1 / 0"))
                .run();

        assertThat(Fleet.failures(outcomes)).hasSize(1);
        assertThat(fleet.hasNextTables(tenant)).isFalse();
        assertThat(fleet.recorded(tenant)).isEqualTo(Fleet.PACKAGED);
    }

    @Test
    void aTenantWhoseTablesAreLockedFailsByItself() throws SQLException {
        Fleet fleet = new Fleet(4);
        TenantId locked = fleet.tenants.getFirst();
        try (Connection reader = fleet.servers.ownerDataSource().getConnection()) {
            reader.setAutoCommit(false);
            Statements.on(reader, locked).list(row -> true, "select id from {t}.events");

            List<Outcome> outcomes = fleet.migration(Fleet.nextBuild()).run();

            assertThat(Fleet.migrated(outcomes)).isEqualTo(3);
            assertThat(Fleet.failures(outcomes)).singleElement().satisfies(failure -> {
                assertThat(failure.tenant()).isEqualTo(locked);
                assertThat(failure.error()).contains("lock timeout");
            });
        }
        fleet.migration(Fleet.nextBuild()).run();
        assertAllMigrated(fleet);
    }

    private static final class Killed extends Error {}

    private static void assertAllMigrated(Fleet fleet) {
        assertThat(fleet.tenants).allSatisfy(tenant -> {
            assertThat(fleet.recorded(tenant)).isEqualTo(Fleet.NEXT);
            assertThat(fleet.hasNextTables(tenant)).isTrue();
        });
    }

    /** Each tenant is wholly at the old version or wholly at the new one. */
    private static void assertConsistent(Fleet fleet) {
        assertThat(fleet.tenants)
                .allSatisfy(tenant ->
                        assertThat(fleet.hasNextTables(tenant)).isEqualTo(fleet.recorded(tenant) == Fleet.NEXT));
    }

    private static WatchedDataSource recorded(Fleet fleet, List<Step> steps) {
        List<Step> all = Collections.synchronizedList(steps);
        return new WatchedDataSource(fleet.servers.ownerDataSource(), new Watcher() {
            @Override
            public void before(Step step) {
                all.add(step);
            }
        });
    }

    /** PostgreSQL's plan for {@code question}, asked with the packaged version, beside many tenants that are current. */
    @SuppressWarnings("CompileTimeConstant")
    private static String planAmongTenThousand(Fleet fleet, String question) {
        return fleet.database.transaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("alter table public.tenants drop constraint tenants_check");
                statement.execute("""
                        insert into public.tenants
                          (id, tenant_role, slug, name, plan, admin_email, status, schema_version, created_at)
                        select gen_random_uuid(), 'x' || n, 'x' || n, 'x', 'beta', 'x', 'active', 1000, now()
                        from generate_series(1, 10000) as n
                        """);
                statement.execute("analyze public.tenants");
                StringBuilder plan = new StringBuilder();
                try (var rows =
                        statement.executeQuery("explain " + question.replace("?", Integer.toString(Fleet.PACKAGED)))) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                connection.rollback();
                return plan.toString();
            }
        });
    }
}
