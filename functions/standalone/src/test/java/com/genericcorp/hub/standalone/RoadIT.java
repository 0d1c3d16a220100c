package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.testing.Await;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.StatementLog;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main road through every function in one process: provisioned over HTTP, webhooks in, read back, off-boarded. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class RoadIT {
    private static final Duration WORKED = Duration.ofSeconds(30);
    private static final String CONNECTION = "{\"provider\":\"github\",\"name\":\"repositories\"}";

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI hub;

    private TestClient operator() {
        return new TestClient(hub, TestIssuers.shared().operator("road"));
    }

    @Test
    void aTenantIsProvisionedAndReadsTheWebhooksThatItReceived() throws Exception {
        TestClient tenant = provision("road-one");
        JsonNode connection = tenant.post("/v1/connections", CONNECTION).body();

        JsonNode first = tenant.deliver(connection, "delivery-1", "{\"n\":1e3}").body();
        JsonNode again = tenant.deliver(connection, "delivery-1", "{\"n\":1e3}").body();

        assertThat(first.get("duplicate").asBoolean()).isFalse();
        assertThat(again.get("duplicate").asBoolean()).isTrue();
        assertThat(again.get("event_id")).isEqualTo(first.get("event_id"));
        JsonNode event =
                tenant.get("/v1/events/" + first.get("event_id").asText()).body();
        assertThat(event.get("type").asText()).isEqualTo("code.push");
        assertThat(event.at("/data/n").asText()).isEqualTo("1000.0");
    }

    @Test
    void anotherTenantSeesNothingOfIt() throws Exception {
        TestClient owner = provision("road-two");
        TestClient stranger = provision("road-three");
        JsonNode connection = owner.post("/v1/connections", CONNECTION).body();
        JsonNode accepted = owner.deliver(connection, "delivery-1", "{}").body();
        String event = "/v1/events/" + accepted.get("event_id").asText();

        assertThat(owner.get(event).status()).isEqualTo(200);
        assertThat(stranger.get(event).status()).isEqualTo(404);
        assertThat(stranger.get("/v1/connections/" + connection.get("id").asText())
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get("/v1/events").body().get("data")).isEmpty();
    }

    @Test
    void aTenantThatLeavesGetsItsDataAndNothingElseIsLeft() throws Exception {
        TestClient tenant = provision("road-five");
        JsonNode connection = tenant.post("/v1/connections", CONNECTION).body();
        tenant.deliver(connection, "delivery-1", "{\"n\":1e3}");
        String id = tenant.get("/v1/tenant").body().get("id").asText();

        JsonNode suspended =
                operator().post("/admin/v1/tenants/" + id + "/suspend", "").body();
        assertThat(tenant.get("/v1/events").status()).isEqualTo(403);
        assertThat(tenant.deliver(connection, "delivery-2", "{}").status()).isEqualTo(403);
        awaitSuccess(suspended);
        JsonNode leaving = operator().delete("/admin/v1/tenants/" + id).body();
        assertThat(tenant.get("/v1/events").status()).isEqualTo(401);
        awaitSuccess(leaving);

        JsonNode operation = operator().get(path(leaving)).body();
        Path export = Path.of(URI.create(operation.at("/result/export").asText()));
        assertThat(export).endsWith(Path.of("exports", id, leaving.get("id").asText() + ".jsonl.gz"));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(export))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("\"data\":{\"n\":1e3}}}");
        }
        assertThat(operator().get("/admin/v1/tenants/" + id).status()).isEqualTo(404);
        assertThat(tenant.deliver(connection, "delivery-3", "{}").status()).isEqualTo(404);
        provision("road-five");
    }

    /** Not with a pooler between: it has settings of its own to send, under the same login. */
    @Test
    @Tag("direct")
    void nothingOnTheRoadPinsAProxiedConnection() throws Exception {
        TestClient tenant = provision("road-four");
        JsonNode connection = tenant.post("/v1/connections", CONNECTION).body();
        tenant.deliver(connection, "delivery-1", "{}");
        tenant.get("/v1/events?include=data");
        tenant.get("/v1/tenant");
        operator().get("/admin/v1/tenants");
        operator().get("/ready");

        StatementLog log = StatementLog.read(TestServers.shared().postgres().log())
                .only(statement -> statement.user().equals("hub_api"));

        assertThat(log.statements()).hasSizeGreaterThan(10);
        assertThat(log.pinning()).isEmpty();
    }

    /** Through the queue and the provisioning function, as a deployment does it. */
    private TestClient provision(String slug) throws Exception {
        JsonNode started = operator()
                .post(
                        "/admin/v1/tenants",
                        "{\"slug\":\"%s\",\"name\":\"Road\",\"plan\":\"beta\",\"admin_email\":\"a@example.com\"}"
                                .formatted(slug))
                .body();
        awaitSuccess(started);
        return new TestClient(
                hub, operator().get(path(started)).body().at("/result/api_key").asText());
    }

    private void awaitSuccess(JsonNode operation) {
        Await.until(operation + " succeeded", WORKED, () -> status(operation).equals("succeeded"));
    }

    private String status(JsonNode operation) {
        try {
            return operator().get(path(operation)).body().get("status").asText();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String path(JsonNode operation) {
        return "/admin/v1/operations/" + operation.get("id").asText();
    }
}
