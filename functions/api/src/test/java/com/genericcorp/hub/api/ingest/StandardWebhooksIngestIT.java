package com.genericcorp.hub.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Its signatures carry commas: {@code v1,<base64>}, several of them parted by spaces. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class StandardWebhooksIngestIT {
    private static final String OLD = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String PAYLOAD = """
            {"type":"invoice.paid","timestamp":"2026-01-01T00:00:00Z","data":{"n":1e3}}""";

    private final Instant now = Instant.now();
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    private final Answer connection =
            Request.post("/v1/connections", """
                    {"provider":"http","name":"billing"}""").as(tenant).send();

    @Test
    void takesOneRightSignatureAmongSeveral() throws WebhookSigningException {
        String right = signature(now);

        Answer alone = send("msg-1", now, right);
        Answer first = send("msg-1", now, right + " " + OLD);
        Answer last = send("msg-1", now, OLD + " " + right);

        assertThat(alone.hasStatus(202).json().path("duplicate").asBoolean()).isFalse();
        assertThat(first.hasStatus(202).field("event_id")).isEqualTo(alone.field("event_id"));
        assertThat(last.hasStatus(202).field("event_id")).isEqualTo(alone.field("event_id"));
        Answer event =
                Request.get("/v1/events/" + alone.field("event_id")).as(tenant).send();
        assertThat(event.field("type")).isEqualTo("http.invoice.paid");
        assertThat(event.field("time")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(event.text()).endsWith(",\"data\":" + PAYLOAD + "}");
    }

    @Test
    void refusesASignatureThatIsNotOne() throws WebhookSigningException {
        String right = signature(now);

        send("msg-1", now, OLD).isProblem(401, "bad-signature");
        send("msg-1", now, right + "," + right).isProblem(401, "bad-signature");
        send("msg-1", now, right.replace(",", ", ")).isProblem(401, "bad-signature");
        send("msg-2", now, right).isProblem(401, "bad-signature");
    }

    @Test
    void refusesAStaleTimeStamp() throws WebhookSigningException {
        Instant stale = now.minusSeconds(400);

        send("msg-1", stale, signature(stale)).isProblem(401, "bad-signature");
    }

    private String signature(Instant at) throws WebhookSigningException {
        return new Webhook(connection.field("webhook_secret")).sign("msg-1", at.getEpochSecond(), PAYLOAD);
    }

    private Answer send(String id, Instant at, String signature) {
        return Request.of("POST", "/v1/ingest/" + connection.field("id"))
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", signature)
                .body(PAYLOAD.getBytes(UTF_8))
                .send();
    }
}
