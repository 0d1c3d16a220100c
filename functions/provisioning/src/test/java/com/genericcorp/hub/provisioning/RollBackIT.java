package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.Backends;
import com.genericcorp.hub.testing.WatchedDataSource.Step;
import com.genericcorp.hub.testing.WatchedDataSource.Watcher;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A provisioning that can never succeed is given up and leaves nothing. */
class RollBackIT {
    /** The schema, the tables and the rights are there, then it fails: always. */
    private static final TenantScripts BROKEN = new TenantScripts(
            List.of(TenantScripts.packaged().scripts().getFirst(), "do $$ begin raise exception 'never'; end $$"));

    /** reserve_slug and create_role_and_schema were done. */
    private static final int STEPS_NEVER_FINISHED = 4;

    private final Workshop workshop = new Workshop(BROKEN);

    @Test
    void givesUpAfterTheLastTryAndLeavesNothing() {
        Request request = workshop.request();

        for (int i = 0; i < OperationRunner.MOST_TRIES; i++) {
            assertThatThrownBy(() -> workshop.worker().run(request.operation()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("never");
            assertThat(workshop.remains(request).operation()).isEqualTo("running");
            workshop.clock.advance(OperationRunner.LEASE);
        }
        workshop.worker().run(request.operation());

        assertThat(workshop.remains(request)).isEqualTo(Remains.ofAFailure(STEPS_NEVER_FINISHED));
        assertThat(error(request))
                .hasValueSatisfying(text -> assertThat(text).contains("given up after " + OperationRunner.MOST_TRIES));
    }

    @Test
    void triesAgainSoonAfterAFailureWithoutWaitingForTheLeaseToEnd() {
        Request request = workshop.request();
        assertThatThrownBy(() -> workshop.worker().run(request.operation())).isInstanceOf(DatabaseException.class);

        workshop.clock.advance(Duration.ofSeconds(2));

        assertThatThrownBy(() -> workshop.worker().run(request.operation())).isInstanceOf(DatabaseException.class);
        assertThat(workshop.fence(request)).isEqualTo(2);
    }

    @Test
    void freesTheSlug() {
        Request given = workshop.request();
        exhaust(given);
        workshop.worker().run(given.operation());
        Workshop repaired = new Workshop();

        Request again = repaired.request(given.slug());
        repaired.worker().run(again.operation());

        assertThat(repaired.remains(again)).isEqualTo(Remains.ofASuccess());
    }

    @Test
    void isNeverTakenUpAgain() {
        Request request = workshop.request();
        exhaust(request);
        workshop.worker().run(request.operation());
        long fence = workshop.fence(request);
        workshop.clock.advance(Duration.ofHours(1));

        workshop.worker().run(request.operation());

        assertThat(workshop.fence(request)).isEqualTo(fence);
    }

    /** Ends the connection under the worker before each statement and commit of the rolling back. */
    @TestFactory
    Stream<DynamicTest> leavesNothingWhereverItWasInterrupted() {
        Request measured = workshop.request();
        exhaust(measured);
        List<Step> steps = new ArrayList<>();
        workshop.worker(before(steps::add)).run(measured.operation());
        return steps.stream()
                .map(step -> DynamicTest.dynamicTest(step.toString(), () -> {
                    Request request = workshop.request();
                    exhaust(request);
                    Backends backends = new Backends(workshop.servers.ownerDataSource());

                    assertThatThrownBy(() -> workshop.worker(before(each -> {
                                        if (each.number() == step.number()) {
                                            backends.end(each.connection());
                                        }
                                    }))
                                    .run(request.operation()))
                            .isInstanceOf(DatabaseException.class);
                    workshop.clock.advance(OperationRunner.LEASE);
                    workshop.worker().run(request.operation());

                    assertThat(workshop.remains(request)).isEqualTo(Remains.ofAFailure(STEPS_NEVER_FINISHED));
                }));
    }

    /** Brings {@code request} to where only giving up is left. */
    private void exhaust(Request request) {
        assertThatThrownBy(() -> workshop.worker().run(request.operation())).isInstanceOf(DatabaseException.class);
        workshop.clock.advance(OperationRunner.LEASE);
        workshop.database.transaction(connection -> Statements.on(connection)
                .update(
                        "update public.operations set fence = ? where id = ?",
                        OperationRunner.MOST_TRIES,
                        request.operation().uuid()));
    }

    private Optional<String> error(Request request) {
        return workshop.database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> row.getString("error"),
                        "select error from public.operations where id = ?",
                        request.operation().uuid()));
    }

    private static Watcher before(Act act) {
        return new Watcher() {
            @Override
            public void before(Step step) throws SQLException {
                act.on(step);
            }
        };
    }

    @FunctionalInterface
    private interface Act {
        void on(Step step) throws SQLException;
    }
}
