package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("launcher")
class LauncherIT {
    @TempDir
    Path state;

    @AfterEach
    void nothingIsLeft() {
        List<ProcessHandle> left = LaunchedHub.servers(state);
        left.forEach(ProcessHandle::destroyForcibly);
        assertThat(left).isEmpty();
    }

    @Test
    void theFirstStartEndsWithATenantAndTheLineThatScriptsWaitFor() throws Exception {
        try (LaunchedHub hub = LaunchedHub.ready(state)) {
            assertThat(hub.printed().getLast()).matches("hub ready at http://127\\.0\\.0\\.1:\\d+");
            assertThat(String.join("\n", hub.printed()))
                    .contains(hub.key(), "./hub token operator", "./hub token tenant demo", "curl ");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("demo-key"))))
                    .isEqualTo("rw-------");
            assertThat(new TestClient(hub.url(), hub.key())
                            .get("/v1/tenant")
                            .body()
                            .path("slug")
                            .asText())
                    .isEqualTo("demo");
            assertThat(new TestClient(hub.url(), "none")
                            .get("/.well-known/jwks.json")
                            .body())
                    .isEqualTo(new ObjectMapper().readTree(Files.readString(state.resolve("jwks.json"))));
            assertThat(Files.readString(state.resolve("hub.log")))
                    .contains("\"message\"")
                    .doesNotContain(hub.key());
        }
    }

    @Test
    void noPasswordIsInTheProcessList() throws Exception {
        try (LaunchedHub hub = LaunchedHub.ready(state)) {
            List<String> lines = LaunchedHub.servers(state).stream()
                    .flatMap(server -> server.info().commandLine().stream())
                    .toList();

            assertThat(lines).hasSizeGreaterThanOrEqualTo(2);
            for (String name : List.of("database-owner-password", "database-password", "redis-password")) {
                String password = Files.readString(state.resolve(name)).strip();
                assertThat(lines).noneMatch(line -> line.contains(password));
            }
            assertThat(hub.printed()).isNotEmpty();
        }
    }

    @Test
    void aloneItListsItsCommands() throws Exception {
        LaunchedHub.Outcome outcome = LaunchedHub.run(state, Map.of(), "");

        assertThat(outcome.out()).contains("run ", "token operator", "test ", "load ", "native ");
        assertThat(LaunchedHub.run(state, Map.of(), "destroy").err()).contains("there is no command destroy");
    }

    @Test
    void tokensArePrintedAloneAndAccepted() throws Exception {
        try (LaunchedHub hub = LaunchedHub.ready(state)) {
            LaunchedHub.Outcome operator = LaunchedHub.run(state, Map.of(), "token", "operator");
            LaunchedHub.Outcome tenant = LaunchedHub.run(state, Map.of(), "token", "tenant", "demo");
            LaunchedHub.Outcome nobody = LaunchedHub.run(state, Map.of(), "token", "tenant", "nobody");

            assertThat(operator.duration()).isLessThan(Duration.ofSeconds(5));
            assertThat(tenant.duration()).isLessThan(Duration.ofSeconds(5));
            assertThat(operator.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
            assertThat(new TestClient(hub.url(), operator.out().strip())
                            .get("/admin/v1/tenants")
                            .status())
                    .isEqualTo(200);
            assertThat(new TestClient(hub.url(), tenant.out().strip())
                            .get("/v1/tenant")
                            .status())
                    .isEqualTo(200);
            assertThat(nobody.code()).isEqualTo(1);
            assertThat(nobody.out()).isEmpty();
            assertThat(nobody.err()).isEqualTo("hub: no tenant has the slug nobody\n");
        }
    }

    @Test
    void aTokenOfAHubThatNeverRanIsRefusedInOneLine() throws Exception {
        LaunchedHub.Outcome outcome = LaunchedHub.run(state, Map.of(), "token", "operator");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("hub: no hub was ever started on ").hasLineCount(1);
    }

    @Test
    void whatWasAcceptedSurvivesTheDeathOfTheWholeGroup() throws Exception {
        LaunchedHub killed = LaunchedHub.ready(state);
        String key = killed.key();
        TestClient customer = new TestClient(killed.url(), key);
        TestClient.Answer created = customer.post("/v1/connections", "{\"provider\":\"github\",\"name\":\"all\"}");
        assertThat(created.status()).isEqualTo(201);
        JsonNode connection = created.body();
        assertThat(customer.deliver(connection, "delivery-1", "{\"ref\":\"refs/heads/main\"}")
                        .status())
                .isEqualTo(202);

        killed.signal("KILL");
        killed.awaitEnd();
        List<ProcessHandle> leftovers = LaunchedHub.servers(state);
        assertThat(leftovers).isNotEmpty();
        assertThat(LaunchedHub.run(state, Map.of(), "token", "tenant", "demo").err())
                .startsWith("hub: no hub is running at ")
                .hasLineCount(1);

        try (LaunchedHub again = LaunchedHub.ready(state)) {
            assertThat(leftovers).noneMatch(ProcessHandle::isAlive);
            TestClient same = new TestClient(again.url(), again.key());
            assertThat(again.key()).isEqualTo(key);
            assertThat(same.get("/v1/events").body().path("data").findValuesAsText("provider_delivery_id"))
                    .containsExactly("delivery-1");
            assertThat(same.deliver(connection, "delivery-1", "{\"ref\":\"refs/heads/main\"}")
                            .body()
                            .path("duplicate")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void freshEndsWhatIsLeftAndForgetsEverything() throws Exception {
        LaunchedHub killed = LaunchedHub.ready(state);
        String forgotten = killed.key();
        killed.signal("KILL");
        killed.awaitEnd();
        List<ProcessHandle> leftovers = LaunchedHub.servers(state);
        assertThat(leftovers).isNotEmpty();

        try (LaunchedHub fresh = LaunchedHub.ready(state, "--fresh")) {
            assertThat(leftovers).noneMatch(ProcessHandle::isAlive);
            assertThat(fresh.key()).isNotEqualTo(forgotten);
            assertThat(new TestClient(fresh.url(), forgotten).get("/v1/tenant").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aLostDemoKeyIsReplaced() throws Exception {
        try (LaunchedHub first = LaunchedHub.ready(state)) {
            assertThat(first.key()).isNotEmpty();
        }
        Files.delete(state.resolve("demo-key"));

        try (LaunchedHub second = LaunchedHub.ready(state)) {
            assertThat(new TestClient(second.url(), second.key())
                            .get("/v1/tenant")
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalEndsTheHubAndItsServers(String signal) throws Exception {
        LaunchedHub hub = LaunchedHub.ready(state);

        hub.signal(signal);

        assertThat(hub.awaitEnd()).isLessThan(Duration.ofSeconds(15));
        assertThat(LaunchedHub.servers(state)).isEmpty();
        assertThat(state.resolve("hub-url")).doesNotExist();
    }

    @Test
    void aBusyPortIsToldInOneLineAndNothingStarts() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(busy.getLocalPort());

            LaunchedHub.Outcome outcome = LaunchedHub.run(state, Map.of(), "run", "--port", port);

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains(port, "--port").hasLineCount(1);
            assertThat(LaunchedHub.servers(state)).isEmpty();
        }
    }

    @Test
    void aSecondHubOnTheSameStateIsRefusedAndTheFirstGoesOn() throws Exception {
        try (LaunchedHub first = LaunchedHub.ready(state)) {
            LaunchedHub.Outcome second = LaunchedHub.run(state, Map.of(), "run", "--port", "0");

            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err())
                    .startsWith("hub: another hub is running on ")
                    .hasLineCount(1);
            assertThat(new TestClient(first.url(), first.key())
                            .get("/v1/tenant")
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUB_DATABASE_ACT_AS", "HUB_MASTER_KEY"})
    void aWrongValueStopsTheStartWithALineThatNamesIt(String variable) throws Exception {
        LaunchedHub.Outcome outcome = LaunchedHub.run(state, Map.of(variable, "wrong"), "run", "--port", "0");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains(variable).hasLineCount(1);
        assertThat(LaunchedHub.servers(state)).isEmpty();
    }
}
