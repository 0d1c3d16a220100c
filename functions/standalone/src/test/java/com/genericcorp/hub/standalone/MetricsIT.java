package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.genericcorp.hub.docs.MetricsDocument;
import com.genericcorp.hub.metering.MeteringFunction;
import com.genericcorp.hub.testing.Await;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a scraper finds after real traffic is what {@code docs/metrics.md} says, no more and no less. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class MetricsIT {
    private static final Pattern DESCRIBED = Pattern.compile("^# HELP (\\w+) ?(.*)$", Pattern.MULTILINE);
    private static final Pattern SAMPLE = Pattern.compile("^(\\w+?)(?:\\{(.*)\\})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern OF_A_HISTOGRAM = Pattern.compile("_(?:bucket|count|sum|max)$");

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI hub;

    @Inject
    @SuppressWarnings("NullAway.Init")
    MeteringFunction metering;

    private TestClient operator() {
        return new TestClient(hub, TestIssuers.shared().operator("metrics"));
    }

    @Test
    void showsWhatTheDocumentSays() throws Exception {
        MetricsDocument document = MetricsDocument.read();
        traffic("metrics-one");

        Await.until(
                "every documented family is there",
                Duration.ofSeconds(30),
                () -> families()
                        .keySet()
                        .containsAll(document.rows().stream()
                                .map(MetricsDocument.Row::name)
                                .toList()));

        Map<String, Set<String>> families = families();
        Map<String, String> help = help();
        for (MetricsDocument.Row row : document.rows()) {
            assertThat(families.get(row.name())).as(row.name()).containsExactlyInAnyOrderElementsOf(row.labels());
            assertThat(help).as(row.name()).containsEntry(row.name().replaceFirst("_total$", ""), row.meaning());
        }
        for (String family : families.keySet()) {
            assertThat(document.named(family).isPresent()
                            || MetricsDocument.OTHERS.stream().anyMatch(family::startsWith))
                    .as(family)
                    .isTrue();
        }
    }

    /** Paths, ids, methods, credentials and bodies as a stranger invents them. */
    @Test
    void growsByNothingThatStrangersInvent() throws Exception {
        String key = traffic("metrics-two");
        wild(key, 0);
        Set<String> before = series();

        for (int i = 1; i <= 40; i++) {
            wild(key, i);
        }

        assertThat(series()).containsExactlyInAnyOrderElementsOf(before);
    }

    private void wild(String key, int i) throws Exception {
        TestClient nobody = new TestClient(hub, "hub_live_" + i);
        TestClient tenant = new TestClient(hub, key);
        nobody.get("/v1/" + i);
        nobody.get("/v1/events/" + i);
        tenant.get("/wild/" + i + "/path");
        tenant.get("/v1/events/evt_" + i);
        tenant.get("/v1/events?limit=" + i + "x");
        tenant.delete("/v1/connections/con_" + i);
        tenant.post("/v1/ingest/con_" + i, "{");
        tenant.post("/v1/connections", "{\"provider\":\"wild-" + i + "\"}");
    }

    /** @return the key of the tenant that made it */
    private String traffic(String slug) throws Exception {
        JsonNode started = operator()
                .post(
                        "/admin/v1/tenants",
                        "{\"slug\":\"%s\",\"name\":\"Metrics\",\"plan\":\"beta\",\"admin_email\":\"a@example.com\"}"
                                .formatted(slug))
                .body();
        String operation = "/admin/v1/operations/" + started.get("id").asText();
        Await.until(
                "the tenant is there",
                Duration.ofSeconds(30),
                () -> body(operation).at("/result/api_key").isTextual());
        String key = body(operation).at("/result/api_key").asText();
        TestClient tenant = new TestClient(hub, key);
        JsonNode connection = tenant.post("/v1/connections", "{\"provider\":\"github\",\"name\":\"repositories\"}")
                .body();
        tenant.deliver(connection, "delivery-1", "{}");
        tenant.get("/v1/events");
        metering.metering(JsonNodeFactory.instance.objectNode().put("schedule", "metering"));
        metering.metering(JsonNodeFactory.instance
                .objectNode()
                .set("tenants", JsonNodeFactory.instance.arrayNode().add(started.get("tenant_id"))));
        return key;
    }

    private JsonNode body(String path) {
        try {
            return operator().get(path).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Each family with the labels of its samples; the parts of a histogram are the histogram's. */
    private Map<String, Set<String>> families() {
        Map<String, Set<String>> families = new TreeMap<>();
        Matcher sample = SAMPLE.matcher(scrape());
        while (sample.find()) {
            String name = sample.group(1);
            Set<String> labels =
                    families.computeIfAbsent(name.startsWith("hub_") ? family(name) : name, missing -> new TreeSet<>());
            LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                    .results()
                    .map(label -> label.group(1))
                    .filter(label -> !label.equals("le"))
                    .forEach(labels::add);
        }
        return families;
    }

    private static String family(String name) {
        return OF_A_HISTOGRAM.matcher(name).replaceAll("");
    }

    private Map<String, String> help() {
        Map<String, String> help = new TreeMap<>();
        Matcher described = DESCRIBED.matcher(scrape());
        while (described.find()) {
            help.put(described.group(1), described.group(2));
        }
        return help;
    }

    private Set<String> series() {
        Set<String> series = new TreeSet<>();
        Matcher sample = SAMPLE.matcher(scrape());
        while (sample.find()) {
            if (sample.group(1).startsWith("hub_")) {
                series.add(sample.group(1) + List.of(String.valueOf(sample.group(2))));
            }
        }
        return series;
    }

    private String scrape() {
        try {
            return new TestClient(hub, "").text("/metrics");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
