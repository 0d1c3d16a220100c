package com.genericcorp.hub.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;
import java.util.Optional;

/** "Provider posts signed webhooks": to one tenant, by turns from each sender; every tenth was posted before. */
final class ProviderJourney {
    private static final Kept<Webhook> WEBHOOK = new Kept<>("webhook");
    private static final int ONE_DUPLICATE_IN = 10;

    private final LoadRun run;
    private final Asking asking;

    ProviderJourney(LoadRun run, Asking asking) {
        this.run = run;
        this.asking = asking;
    }

    ChainBuilder tick() {
        return exec(session -> WEBHOOK.put(session, next(session)))
                .exec(doSwitch(session -> webhook(session).hook().sender().name())
                        .on(
                                onCase(Sender.GITHUB.name()).then(asking.ask(new Post(Sender.GITHUB))),
                                onCase(Sender.STANDARD_WEBHOOKS.name())
                                        .then(asking.ask(new Post(Sender.STANDARD_WEBHOOKS)))));
    }

    private Webhook next(Session session) {
        Population.User user = Journeys.user(session);
        Tenant tenant = run.tenantOf(user);
        int tick = session.getInt(Journeys.TICK);
        Optional<Webhook> again = (tick + user.number()) % ONE_DUPLICATE_IN == ONE_DUPLICATE_IN - 1
                ? tenant.ledger()
                        .acceptedEvent(tick)
                        .map(first ->
                                first.webhook().again(first.event(), run.clock().instant()))
                : Optional.empty();
        return again.orElseGet(() -> Webhook.fresh(
                tenant.hooks().get(tick % tenant.hooks().size()),
                tenant.marker(),
                run.id() + "-" + user.number() + "-" + tick,
                run.clock().instant()));
    }

    private static Webhook webhook(Session session) {
        return WEBHOOK.in(session);
    }

    private final class Post implements Question {
        private final Sender sender;

        Post(Sender sender) {
            this.sender = sender;
        }

        @Override
        public Journey journey() {
            return Journey.PROVIDER;
        }

        @Override
        public String name() {
            return "webhook of " + sender.provider();
        }

        @Override
        public HttpRequestActionBuilder request() {
            HttpRequestActionBuilder request = http(name())
                    .post(session -> webhook(session).hook().path())
                    .header("Content-Type", "application/json")
                    .body(StringBody(session -> webhook(session).body()));
            for (String header : headers()) {
                request = request.header(header, session -> webhook(session).header(header));
            }
            return request;
        }

        private List<String> headers() {
            return switch (sender) {
                case GITHUB -> List.of("X-GitHub-Event", "X-GitHub-Delivery", "X-Hub-Signature-256");
                case STANDARD_WEBHOOKS -> List.of("webhook-id", "webhook-timestamp", "webhook-signature");
            };
        }

        @Override
        public void sent(Session session) {
            run.tenantOf(Journeys.user(session)).ledger().webhookSent();
            run.book().moved(webhook(session).body().length());
        }

        @Override
        public Verdict judge(Session session, int status, String body) {
            return Answers.toWebhook(run.tenantOf(Journeys.user(session)), webhook(session), status, body);
        }
    }
}
