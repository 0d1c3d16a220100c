package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the log of {@code ./hub run} says of a whole run: whose request each line is about, and no secret. */
@Tag("launcher")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LogIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WORKED = Duration.ofSeconds(30);
    private static final String TRACE_PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String MARK = "Geheimnis";
    private static final Map<String, String> ALL_THAT_IT_HAS_TO_SAY = Map.of(
            "QUARKUS_LOG_CATEGORY__COM_GENERICCORP_HUB__LEVEL", "DEBUG",
            "HUB_REDIS_BUDGET", "1S");

    private static final Set<String> PUBLIC = Set.of("hub.log", "stderr.log", "hub-url", "jwks.json", "children");
    private static final int SHORTEST_SECRET = 16;

    @TempDir
    static Path state;

    private static @Nullable LaunchedHub launched;

    private final List<String> secrets = new ArrayList<>();
    private final URI hub = Objects.requireNonNull(launched).url();
    private final String operator;

    LogIT() throws Exception {
        operator = LaunchedHub.run(state, Map.of(), "token", "operator").out().strip();
    }

    @BeforeAll
    static void start() throws Exception {
        launched = LaunchedHub.ready(state, ALL_THAT_IT_HAS_TO_SAY);
    }

    @AfterAll
    static void stop() throws Exception {
        Objects.requireNonNull(launched).close();
    }

    @Test
    void aRequestsLineHasItsFields() throws Exception {
        Tenant tenant = provision("log-one");

        HttpResponse<String> answer = send("GET", "/v1/events/evt_unknown", tenant.key, "", "");

        JsonNode line = accessLine(answer);
        assertThat(line.get("method").asText()).isEqualTo("GET");
        assertThat(line.get("route").asText()).isEqualTo("/v1/events/{id}");
        assertThat(line.get("status").intValue()).isEqualTo(404);
        assertThat(line.get("duration_ms").isIntegralNumber()).isTrue();
        assertThat(line.get("counted").booleanValue()).isTrue();
        assertThat(line.get("received_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(line.get("tenant_id").asText()).isEqualTo(tenant.id);
        assertThat(line.get("level").asText()).isEqualTo("INFO");
    }

    @Test
    void whatIsNotAdmittedIsNotCounted() throws Exception {
        assertThat(accessLine(send("GET", "/v1/events", "nobody", "", ""))
                        .get("counted")
                        .booleanValue())
                .isFalse();
        assertThat(accessLine(send("GET", "/admin/v1/tenants", operator, "", ""))
                        .get("counted")
                        .booleanValue())
                .isFalse();
    }

    /** From the request through the queue to the worker, and its tenant beside it. */
    @Test
    void aWorkersLinesAreItsRequests() throws Exception {
        HttpResponse<String> started = create("log-two", TRACE_PARENT);
        JsonNode operation = JSON.readTree(started.body());
        String request = started.headers().firstValue("X-Request-Id").orElseThrow();

        Await.until(
                "a worker's line is there",
                WORKED,
                () -> lines().stream()
                        .anyMatch(line -> line.path("loggerName").asText().endsWith("OperationRunner")
                                && line.path("request_id").asText().equals(request)
                                && line.path("tenant_id")
                                        .asText()
                                        .equals(operation.get("tenant_id").asText())
                                && line.path("traceparent").asText().equals(TRACE_PARENT)));
    }

    /** Ends with a database that is gone. */
    @Test
    @Order(Integer.MAX_VALUE)
    void noSecretIsInAnyLineOfAWholeRun() throws Exception {
        secrets.add(MARK);
        secrets.add(operator);
        secrets.addAll(secretFiles());
        Tenant tenant = provision("log-three");
        secrets.add(tenant.key);
        String other = post(tenant, "/v1/api-keys", "{\"name\":\"second\",\"scopes\":[\"events\"]}")
                .get("secret")
                .asText();
        secrets.add(other);
        JsonNode given = post(
                tenant,
                "/v1/connections",
                "{\"provider\":\"github\",\"name\":\"a\",\"webhook_secret\":\"%s-webhook\",\"credentials\":{\"token\":\"%s-token\"}}"
                        .formatted(MARK, MARK));
        JsonNode made = post(tenant, "/v1/connections", "{\"provider\":\"http\",\"name\":\"b\"}");
        Optional.ofNullable(made.get("webhook_secret")).map(JsonNode::asText).ifPresent(secrets::add);

        refusedAndBroken(tenant, given);
        TestClient client = new TestClient(hub, tenant.key);
        client.deliver(withSecret(given), "delivery-1", "{\"token\":\"" + MARK + "\"}");
        withoutRedis(tenant, given);
        withoutDatabase(tenant, given);

        String metrics = client.text("/metrics");
        for (String secret : secrets) {
            assertThat(text()).doesNotContain(secret);
            assertThat(metrics).doesNotContain(secret);
        }
        // The run did reach the log, at its most talkative.
        assertThat(lines())
                .anyMatch(line -> line.path("level").asText().equals("DEBUG"))
                .anyMatch(line -> line.path("status").intValue() == 503)
                .anyMatch(line -> line.path("message").asText().contains("Redis"));
    }

    private void refusedAndBroken(Tenant tenant, JsonNode connection) throws Exception {
        String ingest = URI.create(connection.get("ingest_url").asText()).getPath();
        send("POST", ingest, "", "{\"a\":\"" + MARK + "\"}", "X-Hub-Signature-256: sha256=" + MARK);
        send("POST", ingest, "", MARK, "X-Hub-Signature-256: " + MARK);
        send("POST", "/v1/connections", tenant.key, "{\"webhook_secret\":\"" + MARK, "");
        send("POST", "/v1/connections", tenant.key, "{\"webhook_secret\":\"" + MARK + "\",\"x\":}", "");
        send("POST", "/v1/connections", tenant.key, "{\"" + MARK + "\":1}", "");
        send("POST", "/v1/connections", tenant.key, "{\"provider\":\"" + MARK + "\",\"name\":\"n\"}", "");
        send("PATCH", "/v1/connections/" + MARK, tenant.key, "[\"" + MARK + "\"]", "");
        send("GET", "/v1/events?cursor=" + MARK + "&limit=" + MARK, tenant.key, "", "");
        send("GET", "/" + MARK + "?token=" + MARK, MARK, "", "");
        send("GET", "/v1/events", "hub_live_" + MARK, "", "");
        send("GET", "/v1/events", tenant.key + MARK, "", "");
        send("GET", "/v1/events", operator + MARK, "", "");
        send("GET", "/v1/events", "eyJhbGciOiJub25lIn0." + MARK + ".", "", "");
        send("GET", "/v1/tenant", tenant.key, "", "traceparent: 00-" + MARK);
        send("POST", "/v1/api-keys", tenant.key, "{\"name\":\"k\",\"scopes\":[\"*\"]}", "Idempotency-Key: " + MARK);
    }

    private void withoutRedis(Tenant tenant, JsonNode connection) throws Exception {
        List<ProcessHandle> redis = servers("redis");
        signal("STOP", redis);
        try {
            for (int i = 0; i < 8; i++) {
                send("GET", "/v1/events", tenant.key, "", "");
                new TestClient(hub, "").deliver(withSecret(connection), "away-" + i, "{\"t\":\"" + MARK + "\"}");
            }
        } finally {
            signal("CONT", redis);
        }
    }

    /** The last: nothing works afterwards. */
    private void withoutDatabase(Tenant tenant, JsonNode connection) throws Exception {
        signal("KILL", servers("postgres"));
        send("GET", "/v1/events", tenant.key, "", "");
        send("POST", "/v1/events", tenant.key, "{\"type\":\"a.b\",\"data\":{\"s\":\"" + MARK + "\"}}", "");
        new TestClient(hub, "").deliver(withSecret(connection), "broken", "{\"t\":\"" + MARK + "\"}");
    }

    private static List<ProcessHandle> servers(String name) {
        List<ProcessHandle> found = LaunchedHub.servers(state).stream()
                .filter(server -> server.info().command().orElse("").contains(name))
                .toList();
        assertThat(found).as(name).isNotEmpty();
        return found;
    }

    private static void signal(String name, List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** The longer lines of every file beside the data, but for what is no secret. */
    private static List<String> secretFiles() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !PUBLIC.contains(file.getFileName().toString()))
                    .toList()) {
                Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> line.length() >= SHORTEST_SECRET && !line.startsWith("-----"))
                        .forEach(found::add);
            }
        }
        assertThat(found).hasSizeGreaterThanOrEqualTo(5);
        return found;
    }

    /** Every line is one JSON object; a last one that is being written is none yet. */
    private static List<JsonNode> lines() {
        String text = text();
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(LogIT::json)
                .toList();
    }

    private static String text() {
        try {
            return Files.readString(state.resolve("hub.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    /** The answer leaves out a secret that the caller gave. */
    private static JsonNode withSecret(JsonNode connection) {
        return ((ObjectNode) connection.deepCopy()).put("webhook_secret", MARK + "-webhook");
    }

    private JsonNode post(Tenant tenant, String path, String body) throws Exception {
        HttpResponse<String> answer = send("POST", path, tenant.key, body, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    private Tenant provision(String slug) throws Exception {
        JsonNode started = JSON.readTree(create(slug, "").body());
        String operation = "/admin/v1/operations/" + started.get("id").asText();
        TestClient client = new TestClient(hub, operator);
        Await.until("the tenant is there", WORKED, () -> text(client, operation).contains("\"api_key\""));
        return new Tenant(
                started.get("tenant_id").asText(),
                client.get(operation).body().at("/result/api_key").asText());
    }

    private HttpResponse<String> create(String slug, String traceparent) throws Exception {
        return send(
                "POST",
                "/admin/v1/tenants",
                operator,
                "{\"slug\":\"%s\",\"name\":\"Log\",\"plan\":\"beta\",\"admin_email\":\"a@example.com\"}"
                        .formatted(slug),
                traceparent.isEmpty() ? "" : "traceparent: " + traceparent);
    }

    private static String text(TestClient client, String path) {
        try {
            return client.text(path);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode accessLine(HttpResponse<String> answer) {
        String request = answer.headers().firstValue("X-Request-Id").orElseThrow();
        Await.until("the request's line is there", WORKED, () -> found(request).isPresent());
        return found(request).orElseThrow();
    }

    private static Optional<JsonNode> found(String request) {
        return lines().stream()
                .filter(line -> line.path("loggerName").asText().equals("hub.access"))
                .filter(line -> line.path("request_id").asText().equals(request))
                .findFirst();
    }

    /** @param header {@code name: value}, or empty */
    private HttpResponse<String> send(String method, String path, String credentials, String body, String header)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!credentials.isEmpty()) {
            request.header("Authorization", "Bearer " + credentials);
        }
        if (!header.isEmpty()) {
            String[] parts = header.split(": ", 2);
            request.header(parts[0], parts[1]);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private record Tenant(String id, String key) {}
}
