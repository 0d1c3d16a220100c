package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.testing.Backends;
import com.genericcorp.hub.testing.WatchedDataSource;
import com.genericcorp.hub.testing.WatchedDataSource.Step;
import com.genericcorp.hub.testing.WatchedDataSource.Watcher;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ends a worker before and after each statement and each commit of a whole provisioning; the next one must finish. */
class InterruptedProvisioningIT {
    private static final int VERSION = TenantScripts.packaged().currentVersion();

    private final Workshop workshop = new Workshop();
    private final Backends backends = new Backends(workshop.servers.ownerDataSource());

    /** Nothing of the worker runs after it: what {@code kill -9} does. */
    private static final class Killed extends Error {
        Killed(Step step) {
            super("killed at " + step, null, false, false);
        }
    }

    /** How a worker ends at a step. */
    private enum End {
        KILLED_BEFORE,
        KILLED_AFTER,
        CUT_OFF_BEFORE,
        CUT_OFF_AFTER
    }

    private record At(int number, End end, Backends backends) implements Watcher {
        @Override
        public void before(Step step) throws SQLException {
            if (step.number() == number) {
                switch (end) {
                    case KILLED_BEFORE -> throw new Killed(step);
                    case CUT_OFF_BEFORE -> backends.end(step.connection());
                    case KILLED_AFTER, CUT_OFF_AFTER -> {}
                }
            }
        }

        @Override
        public void after(Step step) throws SQLException {
            if (step.number() == number) {
                switch (end) {
                    case KILLED_AFTER -> throw new Killed(step);
                    case CUT_OFF_AFTER -> backends.end(step.connection());
                    case KILLED_BEFORE, CUT_OFF_BEFORE -> {}
                }
            }
        }
    }

    @Test
    void endsInOneActiveTenantUninterrupted() {
        Request request = workshop.request();

        workshop.worker().run(request.operation());

        assertFinished(request);
        assertThat(workshop.fence(request)).isEqualTo(1);
    }

    @TestFactory
    Stream<DynamicTest> endsInOneActiveTenantWhereverAWorkerEnded() {
        List<Step> steps = stepsOfAWholeProvisioning();
        assertThat(steps).filteredOn(step -> step.sql().equals("commit")).hasSize(6);
        return Stream.of(End.values())
                .flatMap(end -> steps.stream()
                        .map(step ->
                                DynamicTest.dynamicTest(end + " " + step, () -> resumesAfter(end, step.number()))));
    }

    private void resumesAfter(End end, int number) {
        Request request = workshop.request();
        WatchedDataSource interrupted = workshop.watched(new At(number, end, backends));

        try {
            workshop.worker(interrupted).run(request.operation());
        } catch (Killed | DatabaseException expected) {
            // The worker is gone; whether it told anybody must not matter.
        }
        workshop.clock.advance(OperationRunner.LEASE);
        workshop.worker().run(request.operation());

        assertThat(interrupted.steps()).isGreaterThanOrEqualTo(number);
        assertFinished(request);
    }

    private List<Step> stepsOfAWholeProvisioning() {
        List<Step> steps = new ArrayList<>();
        workshop.worker(new Watcher() {
                    @Override
                    public void before(Step step) {
                        steps.add(step);
                    }
                })
                .run(workshop.request().operation());
        return steps;
    }

    private void assertFinished(Request request) {
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess(VERSION));
        assertThat(workshop.result(request))
                .hasValueSatisfying(
                        key -> assertThat(workshop.knows(request, key)).isTrue());
    }
}
