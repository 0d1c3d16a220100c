package com.genericcorp.hub.load;

import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.function.Function;

/** "Customer lists events and usage": by turns the newest events, one event, the usage, and the tenant itself. */
final class CustomerJourney {
    private static final Kept<String> EVENT = new Kept<>("event");
    private static final String LIST = "/v1/events?include=data&limit=10";
    private static final int LOOKS = 4;

    private final LoadRun run;
    private final Asking asking;

    CustomerJourney(LoadRun run, Asking asking) {
        this.run = run;
        this.asking = asking;
    }

    ChainBuilder tick() {
        return exec(session -> EVENT.put(session, event(session)))
                .exec(doSwitch(CustomerJourney::turn)
                        .on(
                                onCase(0)
                                        .then(ask(
                                                "list events",
                                                session -> LIST,
                                                (session, status, body) ->
                                                        Answers.toEventList(tenant(session), status, body))),
                                onCase(1)
                                        .then(ask(
                                                "one event",
                                                session -> "/v1/events/" + EVENT.in(session),
                                                (session, status, body) -> Answers.toEvent(
                                                        tenant(session), EVENT.in(session), status, body))),
                                onCase(2)
                                        .then(ask(
                                                "usage",
                                                session -> "/v1/usage",
                                                (session, status, body) ->
                                                        Answers.toUsage(tenant(session), status, body))),
                                onCase(3)
                                        .then(ask(
                                                "tenant",
                                                session -> "/v1/tenant",
                                                (session, status, body) ->
                                                        Answers.toTenant(tenant(session), status, body)))));
    }

    private static Object turn(Session session) {
        return (session.getInt(Journeys.TICK) + Journeys.user(session).number()) % LOOKS;
    }

    private Tenant tenant(Session session) {
        return run.tenantOf(Journeys.user(session));
    }

    /** One that the hub acknowledged: from then on it can be read. */
    private String event(Session session) {
        return tenant(session)
                .ledger()
                .acceptedEvent(session.getInt(Journeys.TICK)
                        + 7L * Journeys.user(session).number())
                .map(TenantLedger.Accepted::event)
                .orElse("none");
    }

    private ChainBuilder ask(String name, Function<Session, String> path, Judge judge) {
        return asking.ask(new Look(name, path, judge));
    }

    private interface Judge {
        Verdict judge(Session session, int status, String body);
    }

    private final class Look implements Question {
        private final String name;
        private final Function<Session, String> path;
        private final Judge judge;

        Look(String name, Function<Session, String> path, Judge judge) {
            this.name = name;
            this.path = path;
            this.judge = judge;
        }

        @Override
        public Journey journey() {
            return Journey.CUSTOMER;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public HttpRequestActionBuilder request() {
            return http(name)
                    .get(path)
                    .header(
                            "Authorization",
                            session -> "Bearer " + tenant(session).key());
        }

        @Override
        public void sent(Session session) {
            tenant(session).ledger().requestSent();
        }

        @Override
        public Verdict judge(Session session, int status, String body) {
            tenant(session).ledger().requestAnswered(status);
            return judge.judge(session, status, body);
        }
    }
}
