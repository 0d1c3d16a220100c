package com.genericcorp.hub.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The run as Gatling plays it. {@link LoadCommand} prepares it and has the last word on it. */
public final class HubSimulation extends Simulation {
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(1);

    public HubSimulation() {
        LoadRun run = LoadRun.takeOver();
        Journeys journeys = new Journeys(run);
        List<PopulationBuilder> users = Arrays.stream(Journey.values())
                .map(journey -> journeys.scenarioOf(journey)
                        .injectOpen(steps(run.profile().population(journey))))
                .toList();
        setUp(users)
                .protocols(http.baseUrl(run.hub().toString())
                        .disableWarmUp()
                        .disableCaching()
                        .disableFollowRedirect()
                        .userAgentHeader("hub-load"))
                .assertions(
                        global().responseTime().percentile(95).lt(500),
                        global().failedRequests().percent().lt(1.0))
                .maxDuration(run.profile().duration().plus(LAST_ANSWERS));
    }

    private static List<OpenInjectionStep> steps(Population population) {
        List<OpenInjectionStep> steps = new ArrayList<>();
        if (population.from() > 0) {
            steps.add(atOnceUsers(population.from()));
        }
        if (population.to() > population.from()) {
            steps.add(rampUsers(population.to() - population.from()).during(population.rise()));
        }
        return steps;
    }
}
