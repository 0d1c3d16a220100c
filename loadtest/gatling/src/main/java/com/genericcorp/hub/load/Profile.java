package com.genericcorp.hub.load;

import java.time.Duration;
import java.util.List;

/**
 * How many connections load the hub, and for how long. Each connection is one user who waits for an answer before
 * asking again, and asks once every {@code pace}: so the number of requests is known before the run.
 *
 * @param tenants whose providers and customers the connections are
 * @param from connections at the beginning
 * @param to connections once {@code rise} is over
 * @param rise how long it takes to get from one to the other, evenly
 * @param duration of the whole run
 * @param pace of providers and customers, a request each time
 * @param operatorPace of operators, a whole provisioning each time
 */
record Profile(
        String name,
        int tenants,
        int from,
        int to,
        Duration rise,
        Duration duration,
        Duration pace,
        Duration operatorPace) {
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration OPERATOR_PACE = Duration.ofSeconds(10);
    private static final int CONNECTIONS_PER_OPERATOR = 100;
    private static final int FEWEST = 3;

    static final List<Profile> ALL = List.of(
            new Profile(
                    "smoke", 3, 13, 13, Duration.ZERO, Duration.ofSeconds(40), PACE.dividedBy(2), PACE.multipliedBy(5)),
            steady("baseline", 10, 100, Duration.ofMinutes(5)),
            rising("ramp", 10, 100, 1000, Duration.ofMinutes(10)),
            steady("sustained", 10, 1000, Duration.ofMinutes(15)),
            rising("spike", 10, 500, 1500, Duration.ofMinutes(5)),
            steady("multi-tenant", 50, 50 * 20, Duration.ofMinutes(5)));

    private static Profile steady(String name, int tenants, int connections, Duration duration) {
        return new Profile(name, tenants, connections, connections, Duration.ZERO, duration, PACE, OPERATOR_PACE);
    }

    /** Stays for a minute where it arrived. */
    private static Profile rising(String name, int tenants, int from, int to, Duration rise) {
        return new Profile(name, tenants, from, to, rise, rise.plusMinutes(1), PACE, OPERATOR_PACE);
    }

    /**
     * The same with {@code scale} times the connections, and so of the requests in a second; no time is scaled. There
     * are fewer tenants when not each would have a provider.
     */
    Profile scaled(double scale) {
        int scaledFrom = scaled(from, scale);
        return new Profile(
                name,
                Math.min(tenants, providers(scaledFrom)),
                scaledFrom,
                Math.max(scaledFrom, scaled(to, scale)),
                rise,
                duration,
                pace,
                operatorPace);
    }

    private static int scaled(int connections, double scale) {
        return Math.max(FEWEST, (int) Math.round(connections * scale));
    }

    /** Those of {@code journey}: an operator to a hundred connections, the others half providers, half customers. */
    Population population(Journey journey) {
        return switch (journey) {
            case PROVIDER -> new Population(providers(from), providers(to), rise, duration, pace);
            case CUSTOMER -> new Population(customers(from), customers(to), rise, duration, pace);
            case OPERATOR -> new Population(operators(from), operators(to), rise, duration, operatorPace);
        };
    }

    private static int operators(int connections) {
        return Math.max(1, connections / CONNECTIONS_PER_OPERATOR);
    }

    private static int providers(int connections) {
        return (connections - operators(connections) + 1) / 2;
    }

    private static int customers(int connections) {
        return connections - operators(connections) - providers(connections);
    }

    /** What is sent when every user keeps the pace. */
    long plannedRequests() {
        long planned = 0;
        for (Journey journey : Journey.values()) {
            planned += population(journey).ticks() * journey.requestsEachTick();
        }
        return planned;
    }
}
