package com.genericcorp.hub.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.provider.GitHubExamples;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import java.util.Arrays;

/** A connection to GitHub as its tenant set it up, and GitHub's end of it. */
public record GitHubHook(TestTenant tenant, String connection) {
    public static final String SECRET = "the secret of the hook";
    private static final byte[] DATA = ",\"data\":".getBytes(UTF_8);

    public static GitHubHook create() {
        return create(TestTenants.create(TestServers.shared()));
    }

    public static GitHubHook create(TestTenant tenant) {
        Answer created = Request.post("/v1/connections", """
                        {"provider":"github","name":"hook","webhook_secret":"%s"}""".formatted(SECRET))
                .as(tenant)
                .send();
        return new GitHubHook(tenant, created.hasStatus(201).field("id"));
    }

    /** A push with this payload. */
    public Request delivery(String deliveryId, byte[] payload) {
        return delivery("push", deliveryId, payload);
    }

    public Request delivery(String event, String deliveryId, byte[] payload) {
        return unsigned(event, deliveryId, payload)
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", GitHubExamples.signature(SECRET, payload));
    }

    public Request unsigned(String event, String deliveryId, byte[] body) {
        return Request.of("POST", "/v1/ingest/" + connection)
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", deliveryId)
                .body(body);
    }

    public Answer event(String id) {
        return Request.get("/v1/events/" + id).as(tenant).send();
    }

    /** The bytes of {@code data} as they stand in the answer: it is the last field. */
    public static byte[] data(Answer event) {
        byte[] body = event.hasStatus(200).body();
        for (int i = 0; i + DATA.length < body.length; i++) {
            if (Arrays.equals(body, i, i + DATA.length, DATA, 0, DATA.length)) {
                return Arrays.copyOfRange(body, i + DATA.length, body.length - 1);
            }
        }
        throw new AssertionError("no data in " + event);
    }

    public long storedEvents() {
        return Stored.rows(tenant.id(), row -> row.getLong(1), "select count(*) from {t}.events")
                .getFirst();
    }
}
