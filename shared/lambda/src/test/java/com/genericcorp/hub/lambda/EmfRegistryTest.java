package com.genericcorp.hub.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.Metric;
import com.genericcorp.hub.telemetry.RedisFailure;
import com.genericcorp.hub.telemetry.Refused;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is recorded is written when the invocation ends, in the form that CloudWatch takes. */
class EmfRegistryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final MockClock clock = new MockClock();
    private final CompositeMeterRegistry registry = new CompositeMeterRegistry(clock);
    private final HubMetrics metrics;

    EmfRegistryTest() {
        registry.add(new EmfRegistry(new EmfLines("hub", "hub-api", new PrintStream(written, true, UTF_8)), clock));
        metrics = new HubMetrics(registry);
    }

    @Test
    void aRequestIsWrittenByFunctionThenClassThenRoute() {
        metrics.request("/v1/events/{id}", 404, Duration.ofMillis(12));

        assertThat(flushed()).containsExactly(json("""
                {"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"hub",
                  "Dimensions":[["function"],["function","status_class"],["function","status_class","route"]],
                  "Metrics":[{"Name":"hub_http_request_seconds","Unit":"Seconds"}]}]},
                 "function":"hub-api","status_class":"4xx","route":"/v1/events/{id}","status":"404",
                 "hub_http_request_seconds":0.012}
                """));
    }

    @Test
    void aTenantIsAPropertyAndNoDimension() {
        metrics.apiRequest("ten_1", 200);
        metrics.apiRequest("ten_1", 200);

        JsonNode line = flushed().getFirst();

        assertThat(line.get("tenant").asText()).isEqualTo("ten_1");
        assertThat(line.get("hub_api_requests_total").asDouble()).isEqualTo(2);
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
                .isEqualTo("[[\"function\"],[\"function\",\"status_class\"]]");
    }

    @Test
    void nothingIsWrittenTwice() {
        metrics.request("/v1/tenant", 200, Duration.ofMillis(1));
        metrics.refused(Refused.NOBODY);

        assertThat(flushed()).hasSize(2);
        assertThat(flushed()).isEmpty();
    }

    @Test
    void moreThanALineHoldsIsWrittenInSeveral() {
        for (int i = 1; i <= 250; i++) {
            metrics.request("/v1/tenant", 200, Duration.ofMillis(i));
        }

        List<Double> values = flushed().stream()
                .flatMap(line -> numbers(line.get("hub_http_request_seconds")))
                .toList();

        assertThat(values).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void gaugesAreWrittenOnceAMinute() {
        metrics.degraded(() -> true);

        assertThat(flushed().getFirst().get("hub_degraded").asDouble()).isEqualTo(1);
        assertThat(flushed()).isEmpty();
        clock.add(Duration.ofMinutes(1));
        assertThat(flushed()).hasSize(1);
    }

    @Test
    void aFigureThatIsTooOldIsNotWritten() {
        metrics.meteringLag(Duration.ofSeconds(90));
        assertThat(flushed().getFirst().get("hub_metering_lag_seconds").asDouble())
                .isEqualTo(90);

        clock.add(Duration.ofMinutes(6));

        assertThat(flushed()).isEmpty();
    }

    @Test
    void whatIsNotTheHubsIsNotBilled() {
        registry.counter("jvm.gc.pause").increment();
        registry.summary("http.server.requests").record(1);

        assertThat(flushed()).isEmpty();
    }

    @Test
    void everyMetricIsValidInTheSpecificationsForm() {
        metrics.request("/v1/tenant", 200, Duration.ofMillis(3));
        metrics.request("other", 0, Duration.ofMillis(3));
        metrics.apiRequest("ten_\"quoted\"", 503);
        for (Refused cause : Refused.values()) {
            metrics.refused(cause);
        }
        metrics.provisioned(Duration.ofSeconds(2));
        metrics.provisioned(Duration.ofSeconds(-2));
        metrics.provisioningFailed();
        metrics.activeTenants(3);
        metrics.operationBacklog(0);
        metrics.received("provisioning", Duration.ofSeconds(4));
        metrics.notSent("metering", 3);
        metrics.pool("application", "awaiting", () -> 1);
        metrics.redisAnswered(250_000);
        metrics.redisFailed(RedisFailure.TIME_OUT);
        metrics.degraded(() -> false);
        metrics.meteringLag(Duration.ofSeconds(61));
        metrics.rolledUp(Duration.ofMillis(7));
        metrics.rowsCounted(12);
        metrics.usageGaps(1);
        metrics.usageDifferences(2);

        String lines = text();

        Set<String> names = new TreeSet<>();
        for (String line : lines.lines().toList()) {
            assertThat(schema().validate(line, InputFormat.JSON)).as(line).isEmpty();
            json(line).fieldNames().forEachRemaining(names::add);
        }
        assertThat(names)
                .containsAll(Stream.of(Metric.values()).map(Metric::shown).toList());
    }

    /** A line names nothing that it does not hold; the schema cannot say so. */
    @Test
    void everyDimensionAndMetricOfALineIsInIt() {
        metrics.request("/v1/tenant", 200, Duration.ofMillis(3));
        metrics.pool("owner", "active", () -> 2);

        for (JsonNode line : flushed()) {
            JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
            directive
                    .get("Dimensions")
                    .forEach(set -> set.forEach(
                            name -> assertThat(line.has(name.asText())).isTrue()));
            directive
                    .get("Metrics")
                    .forEach(metric ->
                            assertThat(line.has(metric.get("Name").asText())).isTrue());
        }
    }

    private String text() {
        written.reset();
        metrics.flush();
        return written.toString(UTF_8);
    }

    private List<JsonNode> flushed() {
        String before = written.toString(UTF_8);
        written.reset();
        List<JsonNode> lines = new ArrayList<>();
        (before + text()).lines().forEach(line -> lines.add(json(line)));
        written.reset();
        return lines;
    }

    private static Stream<Double> numbers(JsonNode values) {
        return values.isArray()
                ? StreamSupport.stream(values.spliterator(), false).map(JsonNode::asDouble)
                : Stream.of(values.asDouble());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Schema schema() {
        try (InputStream in = Objects.requireNonNull(EmfRegistryTest.class.getResourceAsStream("/emf/schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
