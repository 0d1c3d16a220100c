package com.genericcorp.hub.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Shape;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On Lambda an instance may be frozen once it has answered: its metrics are written by then. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
@QuarkusTestResource(CapturedOutput.class)
class MetricLinesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void onlyLambdaHasThem() {
        assumeTrue(Shape.current().isLambda());
    }

    @Test
    void everyAnsweredRequestIsWrittenBeforeItsAnswer() {
        TestTenant tenant = TestTenants.create(TestServers.shared());
        Request.get("/v1/tenant").as(tenant).send().hasStatus(200);
        int before = requests().size();

        for (int i = 1; i <= 20; i++) {
            Request.get("/v1/events/evt_unknown").as(tenant).send().hasStatus(404);

            assertThat(requests()).hasSize(before + i);
        }
        JsonNode line = requests().getLast();
        assertThat(line.get("function").asText()).isEqualTo("hub-api");
        assertThat(line.get("route").asText()).isEqualTo("/v1/events/{id}");
        assertThat(line.get("status_class").asText()).isEqualTo("4xx");
        assertThat(metricLines())
                .anyMatch(
                        each -> each.path("tenant").asText().equals(tenant.id().toString()));
    }

    @Test
    void noSecretIsInThem() {
        String marked = "Geheimnis";
        TestTenant tenant = TestTenants.create(TestServers.shared());
        Request.get("/v1/tenant").as(tenant).send();
        Request.get("/v1/" + marked).as(tenant).send();
        Request.get("/v1/events?cursor=" + marked).as(tenant).send();
        Request.get("/v1/events").bearer("hub_live_" + marked).send();

        assertThat(metricLines()).isNotEmpty();
        assertThat(CapturedOutput.lines())
                .filteredOn(line -> line.startsWith("{\"_aws\""))
                .noneMatch(line -> line.contains(marked)
                        || line.contains(tenant.authorization().substring(7)));
    }

    private static List<JsonNode> requests() {
        return metricLines().stream()
                .filter(line -> line.has("hub_http_request_seconds"))
                .toList();
    }

    private static List<JsonNode> metricLines() {
        return CapturedOutput.lines().stream()
                .filter(line -> line.startsWith("{\"_aws\""))
                .map(MetricLinesIT::json)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
