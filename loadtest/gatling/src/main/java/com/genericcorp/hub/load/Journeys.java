package com.genericcorp.hub.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;

/** Users who come, act at their pace as often as they shall, and go. */
final class Journeys {
    static final String TICK = "tick";

    private static final Kept<Population.User> USER = new Kept<>("user");

    private final LoadRun run;
    private final Asking asking;

    Journeys(LoadRun run) {
        this.run = run;
        this.asking = new Asking(run.book());
    }

    ScenarioBuilder scenarioOf(Journey journey) {
        return scenario(journey.title())
                .exec(session -> USER.put(session, run.turns().next(journey)).set(TICK, 0))
                .pause(session -> user(session).phase())
                .exec(asLongAs(this::goesOn)
                        .on(exec(pace(run.profile().population(journey).pace())
                                .exec(tick(journey))
                                .exec(session -> session.set(TICK, session.getInt(TICK) + 1)))));
    }

    static Population.User user(Session session) {
        return USER.in(session);
    }

    private boolean goesOn(Session session) {
        return session.getInt(TICK) < user(session).ticks() && !run.turns().over();
    }

    private ChainBuilder tick(Journey journey) {
        return switch (journey) {
            case PROVIDER -> new ProviderJourney(run, asking).tick();
            case CUSTOMER -> new CustomerJourney(run, asking).tick();
            case OPERATOR -> new OperatorJourney(run, asking).tick();
        };
    }
}
