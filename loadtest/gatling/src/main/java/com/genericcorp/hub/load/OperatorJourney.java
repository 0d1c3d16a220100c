package com.genericcorp.hub.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.List;

/** "Operator provisions": asks for a tenant, looks at the operation until it shows the key, and tries the key. */
final class OperatorJourney {
    private static final Kept<String> MARKER = new Kept<>("marker");
    private static final Kept<Tenant> TENANT = new Kept<>("tenant");
    private static final Kept<String> OPERATION = new Kept<>("operation");
    private static final String LOOKS = "looks";
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final int MOST_LOOKS = 100;

    private final LoadRun run;
    private final Asking asking;

    OperatorJourney(LoadRun run, Asking asking) {
        this.run = run;
        this.asking = asking;
    }

    ChainBuilder tick() {
        return exec(session -> MARKER.put(session, marker(session))
                        .removeAll(OPERATION.name(), TENANT.name())
                        .set(LOOKS, 0))
                .exec(asking.ask(new Provision()))
                .exec(OperatorJourney::keepOperation)
                .exec(asLongAs(OperatorJourney::isWaiting)
                        .on(pause(LOOK_EVERY)
                                .exec(asking.ask(new LookAtOperation()))
                                .exec(this::keepKey)))
                .exec(doIf(session -> tenantIsReady(session)).then(asking.ask(new UseKey())));
    }

    private String marker(Session session) {
        return Traces.marker(run.id(), "p" + Journeys.user(session).number() + "x" + session.getInt(Journeys.TICK));
    }

    private static JsonNode answer(Session session) {
        return Asking.BODY.isIn(session) ? Answers.json(Asking.BODY.in(session)) : Answers.json("");
    }

    private static Session keepOperation(Session session) {
        JsonNode operation = answer(session);
        if (!operation.hasNonNull("tenant_id")) {
            return session;
        }
        Tenant asked =
                new Tenant(MARKER.in(session), operation.path("tenant_id").asText(), "", List.of(), new TenantLedger());
        return TENANT.put(OPERATION.put(session, operation.path("id").asText()), asked);
    }

    private Session keepKey(Session session) {
        JsonNode operation = answer(session);
        int looks = session.getInt(LOOKS) + 1;
        return switch (operation.path("status").asText()) {
            case "succeeded" -> ready(session, operation.at("/result/api_key").asText());
            case "failed" -> session.remove(OPERATION.name());
            default -> looks < MOST_LOOKS ? session.set(LOOKS, looks) : session.remove(OPERATION.name());
        };
    }

    private Session ready(Session session, String key) {
        Tenant known = tenant(session);
        Tenant ready = new Tenant(known.marker(), known.id(), key, List.of(), known.ledger());
        run.provisioned().add(ready);
        return TENANT.put(session.remove(OPERATION.name()), ready);
    }

    private static boolean isWaiting(Session session) {
        return OPERATION.isIn(session);
    }

    private static boolean tenantIsReady(Session session) {
        return TENANT.isIn(session) && !tenant(session).key().isEmpty();
    }

    private static Tenant tenant(Session session) {
        return TENANT.in(session);
    }

    private final class Provision implements Question {
        @Override
        public Journey journey() {
            return Journey.OPERATOR;
        }

        @Override
        public String name() {
            return "create tenant";
        }

        @Override
        public HttpRequestActionBuilder request() {
            return http(name())
                    .post("/admin/v1/tenants")
                    .header("Authorization", "Bearer " + run.operatorToken())
                    .header("Content-Type", "application/json")
                    .body(StringBody(session -> Preparation.newTenant(MARKER.in(session))));
        }

        @Override
        public void sent(Session session) {}

        @Override
        public Verdict judge(Session session, int status, String body) {
            return Answers.toProvisioning(MARKER.in(session), status, body);
        }
    }

    private final class LookAtOperation implements Question {
        @Override
        public Journey journey() {
            return Journey.OPERATOR;
        }

        @Override
        public String name() {
            return "look at operation";
        }

        @Override
        public HttpRequestActionBuilder request() {
            return http(name())
                    .get(session -> "/admin/v1/operations/" + OPERATION.in(session))
                    .header("Authorization", "Bearer " + run.operatorToken());
        }

        @Override
        public boolean planned(Session session) {
            return session.getInt(LOOKS) == 0;
        }

        @Override
        public void sent(Session session) {}

        @Override
        public Verdict judge(Session session, int status, String body) {
            return Answers.toOperation(tenant(session), status, body);
        }
    }

    private final class UseKey implements Question {
        @Override
        public Journey journey() {
            return Journey.OPERATOR;
        }

        @Override
        public String name() {
            return "try the key";
        }

        @Override
        public HttpRequestActionBuilder request() {
            return http(name())
                    .get("/v1/tenant")
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
            return Answers.toTenant(tenant(session), status, body);
        }
    }
}
