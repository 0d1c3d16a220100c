package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.testing.Backends;
import com.genericcorp.hub.testing.WatchedDataSource;
import com.genericcorp.hub.testing.WatchedDataSource.Step;
import com.genericcorp.hub.testing.WatchedDataSource.Watcher;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The end of a worker at a statement or a commit of its work. */
record Interruption(Step step, End end) {

    /** How a worker ends at a step. */
    enum End {
        KILLED_BEFORE,
        KILLED_AFTER,
        CUT_OFF_BEFORE,
        CUT_OFF_AFTER
    }

    /** Nothing of the worker runs after it: what {@code kill -9} does. */
    static final class Killed extends Error {
        Killed(Object where) {
            super("killed at " + where, null, false, false);
        }
    }

    /** Every end at every statement and commit of working on {@code request} from its beginning to its end. */
    static Stream<Interruption> all(Workshop workshop, Workshop.Request request) {
        List<Step> steps = new ArrayList<>();
        workshop.worker(new Watcher() {
                    @Override
                    public void before(Step step) {
                        steps.add(step);
                    }
                })
                .run(request.operation());
        return Stream.of(End.values()).flatMap(end -> steps.stream().map(step -> new Interruption(step, end)));
    }

    /** Works on {@code request} up to here. */
    void happenTo(Workshop workshop, Workshop.Request request) {
        WatchedDataSource interrupted =
                workshop.watched(new At(this, new Backends(workshop.servers.ownerDataSource())));
        try {
            workshop.worker(interrupted).run(request.operation());
        } catch (Killed | DatabaseException expected) {
            // The worker is gone; whether it told anybody must not matter.
        }
        if (interrupted.steps() < step.number()) {
            throw new AssertionError("never got to " + this);
        }
    }

    @Override
    public String toString() {
        return end + " " + step;
    }

    private record At(Interruption interruption, Backends backends) implements Watcher {
        @Override
        public void before(Step step) throws SQLException {
            if (step.number() == interruption.step.number()) {
                switch (interruption.end) {
                    case KILLED_BEFORE -> throw new Killed(step);
                    case CUT_OFF_BEFORE -> backends.end(step.connection());
                    case KILLED_AFTER, CUT_OFF_AFTER -> {}
                }
            }
        }

        @Override
        public void after(Step step) throws SQLException {
            if (step.number() == interruption.step.number()) {
                switch (interruption.end) {
                    case KILLED_AFTER -> throw new Killed(step);
                    case CUT_OFF_AFTER -> backends.end(step.connection());
                    case KILLED_BEFORE, CUT_OFF_BEFORE -> {}
                }
            }
        }
    }
}
