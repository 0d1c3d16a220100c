package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.WatchedDataSource;
import com.genericcorp.hub.testing.WatchedDataSource.Step;
import com.genericcorp.hub.testing.WatchedDataSource.Watcher;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two workers, one operation. */
class LeaseIT {
    private static final String HOLD = "select id, pg_catalog.set_config";

    private final Workshop workshop = new Workshop();

    /** Stops a worker before the {@code nth} statement that starts with {@code sql}, until the test lets it go on. */
    private static final class Pause implements Watcher {
        private final String sql;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private int nth;

        Pause(String sql, int nth) {
            this.sql = sql;
            this.nth = nth;
        }

        @Override
        public void before(Step step) {
            if (step.sql().startsWith(sql) && --nth == 0) {
                reached.countDown();
                await(released);
            }
        }

        void awaitReached() {
            await(reached);
        }

        void release() {
            released.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void leavesAnOperationToTheWorkerThatHasIt() throws Exception {
        Request request = workshop.request();
        Pause pause = new Pause(HOLD, 3);

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = executor.submit(() -> workshop.worker(pause).run(request.operation()));
            pause.awaitReached();
            Remains before = workshop.remains(request);

            workshop.worker().run(request.operation());

            assertThat(workshop.remains(request)).isEqualTo(before);
            assertThat(workshop.fence(request)).isEqualTo(1);
            pause.release();
            first.get(30, TimeUnit.SECONDS);
        }
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aWorkerThatLostItsLeaseWritesNothingMore(int step) throws Exception {
        Request request = workshop.request();
        Pause pause = new Pause(HOLD, step);
        WatchedDataSource late = workshop.watched(pause);

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = executor.submit(() -> workshop.worker(late).run(request.operation()));
            pause.awaitReached();
            workshop.clock.advance(OperationRunner.LEASE);
            workshop.worker().run(request.operation());
            int steps = late.steps();

            pause.release();
            first.get(30, TimeUnit.SECONDS);

            assertThat(late.steps()).isEqualTo(steps);
        }
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess());
        assertThat(workshop.fence(request)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aWorkerThatLostItsLeaseOfAnOffboardingWritesNothingMore(int step) throws Exception {
        Request request = workshop.request(OperationKind.OFFBOARD, FilledTenant.create(workshop.database));
        Pause pause = new Pause(HOLD, step);
        WatchedDataSource late = workshop.watched(pause);

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = executor.submit(() -> workshop.worker(late).run(request.operation()));
            pause.awaitReached();
            workshop.clock.advance(OperationRunner.LEASE);
            workshop.worker().run(request.operation());
            int steps = late.steps();

            pause.release();
            first.get(30, TimeUnit.SECONDS);

            assertThat(late.steps()).isEqualTo(steps);
        }
        Offboarded.assertThatNothingElseIsLeft(workshop, request);
        assertThat(workshop.fence(request)).isEqualTo(2);
    }

    @Test
    void leavesAnExportToTheWorkerThatWritesIt() throws Exception {
        Request request = workshop.request(OperationKind.OFFBOARD, FilledTenant.create(workshop.database));
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = executor.submit(() -> workshop.worker(workshop.exports.export(write -> {
                        writing.countDown();
                        Pause.await(released);
                    }))
                    .run(request.operation()));
            Pause.await(writing);
            workshop.clock.advance(OperationRunner.LEASE.multipliedBy(2));

            executor.submit(() -> workshop.worker().run(request.operation())).get(10, TimeUnit.SECONDS);

            released.countDown();
            first.get(30, TimeUnit.SECONDS);
        }
        Offboarded.assertThatNothingElseIsLeft(workshop, request);
        assertThat(workshop.fence(request)).isEqualTo(1);
    }

    @Test
    void doesNotWaitForAWorkerThatStandsStillInsideAStep() throws Exception {
        Request request = workshop.request();
        // Inside the transaction that laid the tables down: the operation's row is locked.
        Pause pause = new Pause("update public.tenants set schema_version", 1);

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = executor.submit(() -> workshop.worker(pause).run(request.operation()));
            pause.awaitReached();
            workshop.clock.advance(OperationRunner.LEASE);

            executor.submit(() -> workshop.worker().run(request.operation())).get(10, TimeUnit.SECONDS);

            pause.release();
            first.get(30, TimeUnit.SECONDS);
        }
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess());
        assertThat(workshop.fence(request)).isEqualTo(1);
    }

    @Test
    void postgresCutsOffAWorkerThatStandsStillInsideAStep() {
        List<String> limits = new ArrayList<>();
        WatchedDataSource watched = workshop.watched(new Watcher() {
            @Override
            public void before(Step step) throws SQLException {
                if (step.sql().equals("commit")) {
                    limits.add(limit(step.connection()));
                }
            }
        });

        workshop.worker(watched).run(workshop.request().operation());

        // Claiming is one statement; every step is several.
        assertThat(limits).containsExactly("0", "30s", "30s", "30s", "30s", "30s");
    }

    /** As a server that crashed may have forgotten the last step's commit, while the worker went on. */
    @Test
    void aStepIsNotBegunBeforeThoseBeforeItAreRecorded() {
        Request request = workshop.request();
        AtomicInteger holds = new AtomicInteger();
        WatchedDataSource forgetful = workshop.watched(new Watcher() {
            @Override
            public void before(Step step) {
                if (step.sql().startsWith(HOLD) && holds.incrementAndGet() == 4) {
                    forget(request, "configure");
                }
            }
        });

        workshop.worker(forgetful).run(request.operation());

        assertThat(holds).hasValue(4);
        assertThat(workshop.remains(request)).isNotEqualTo(Remains.ofASuccess());
        workshop.clock.advance(OperationRunner.LEASE);
        workshop.worker().run(request.operation());
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess());
        assertThat(workshop.fence(request)).isEqualTo(2);
    }

    private void forget(Request request, String step) {
        workshop.database.transaction(connection -> Statements.on(connection)
                .update(
                        "update public.operation_steps set finished_at = null where operation_id = ? and name = ?",
                        request.operation().uuid(),
                        step));
    }

    @Test
    void onlyTheClaimAndTheLastStepWaitForTheDisk() {
        List<String> setBy = new ArrayList<>();
        WatchedDataSource watched = workshop.watched(new Watcher() {
            @Override
            public void before(Step step) throws SQLException {
                if (step.sql().equals("commit")) {
                    setBy.add(setterOfSynchronousCommit(step.connection()));
                }
            }
        });

        workshop.worker(watched).run(workshop.request().operation());

        assertThat(setBy).containsExactly("command line", "session", "session", "session", "session", "command line");
    }

    private static String setterOfSynchronousCommit(Connection connection) {
        return Statements.on(connection)
                .find(
                        row -> row.getString("source"),
                        "select source from pg_catalog.pg_settings where name = 'synchronous_commit'")
                .orElseThrow();
    }

    private static String limit(Connection connection) {
        return Statements.on(connection)
                .find(row -> row.getString(1), "show idle_in_transaction_session_timeout")
                .orElseThrow();
    }
}
