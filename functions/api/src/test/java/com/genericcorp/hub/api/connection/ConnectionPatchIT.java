package com.genericcorp.hub.api.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.client.Together;
import com.genericcorp.hub.api.ingest.GitHubHook;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class ConnectionPatchIT {
    private static final byte[] PAYLOAD = "{\"n\":1e3}".getBytes(UTF_8);

    private final GitHubHook hook = GitHubHook.create();

    @ParameterizedTest
    @ValueSource(strings = {"application/merge-patch+json", "application/json"})
    void changesWhatThePatchNamesAndNothingElse(String contentType) {
        Answer before = get();

        Answer patched =
                request(contentType, "{\"name\":\"renamed\"}").as(hook.tenant()).send();

        patched.hasStatus(200);
        assertThat(patched.text()).isEqualTo(before.text().replace("\"hook\"", "\"renamed\""));
        assertThat(get().text()).isEqualTo(patched.text());
    }

    @Test
    void servesNoWebhookWhileTheConnectionIsDisabled() {
        hook.delivery("d-1", PAYLOAD).send().hasStatus(202);

        assertThat(patch("{\"status\":\"disabled\"}").hasStatus(200).field("status"))
                .isEqualTo("disabled");
        hook.delivery("d-2", PAYLOAD).send().isProblem(404, "not-found");
        assertThat(get().field("status")).isEqualTo("disabled");
        assertThat(patch("{\"status\":\"enabled\"}").hasStatus(200).field("status"))
                .isEqualTo("enabled");
        hook.delivery("d-2", PAYLOAD).send().hasStatus(202);
    }

    @Test
    void leavesEventsAsTheyAre() {
        String event = hook.delivery("d-1", PAYLOAD).send().hasStatus(202).field("event_id");
        String before = hook.event(event).text();

        patch("{\"name\":\"renamed\",\"status\":\"disabled\",\"config\":{\"a\":1}}")
                .hasStatus(200);

        assertThat(hook.event(event).text()).isEqualTo(before);
    }

    @Test
    void mergesTheConfigurationAllTheWayDown() {
        patch("{\"config\":{\"a\":1.0,\"b\":{\"c\":1e400,\"d\":[1,null]},\"e\":\"\\ud800\"}}")
                .hasStatus(200);

        patch("{\"config\":{\"a\":null,\"b\":{\"d\":[2],\"f\":{\"g\":null,\"h\":true}}}}")
                .hasStatus(200);

        assertThat(config()).isEqualTo("""
                {"b":{"c":1E+400,"d":[2],"f":{"h":true}},"e":"\\uD800"}""");
        patch("{\"config\":null}").hasStatus(200);
        assertThat(config()).isEqualTo("none");
    }

    @Test
    void keepsNumbersThatGrowByBeingWritten() {
        String longest = "{\"config\":{\"n\":" + "9".repeat(995) + "e1234}}";
        patch(longest).hasStatus(200);

        patch("{\"config\":{\"m\":1}}").hasStatus(200);

        assertThat(config()).contains("\"m\":1").contains("99999E+");
    }

    @Test
    void losesNoPatchOfManyAtOnce() {
        AtomicInteger field = new AtomicInteger();

        List<Answer> answers = Together.send(
                8,
                () -> request("application/json", "{\"config\":{\"f%d\":1}}".formatted(field.getAndIncrement()))
                        .as(hook.tenant()));

        assertThat(answers).allSatisfy(answer -> answer.hasStatus(200));
        assertThat(config()).contains("f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7");
    }

    @Test
    void refusesAConfigurationThatGrowsTooLong() {
        String half = "x".repeat(600 << 10);
        patch("{\"config\":{\"a\":\"" + half + "\"}}").hasStatus(200);

        patch("{\"config\":{\"b\":\"" + half + "\"}}").isInvalid("/config");

        assertThat(config()).startsWith("{\"a\"").doesNotContain("\"b\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":null}                                 | /name
            {"name":" "}                                  | /name
            {"name":7}                                    | /name
            {"name":"a\\u0000b"}                          | /name
            {"name":"\\ud800"}                            | /name
            {"status":null}                               | /status
            {"status":"paused"}                           | /status
            {"status":"Enabled"}                          | /status
            {"status":true}                               | /status
            {"config":[]}                                 | /config
            {"config":"x"}                                | /config
            {"provider":"http"}                           | /provider
            {"webhook_secret":"another secret"}           | /webhook_secret
            {"name":"renamed","credentials":{"token":""}} | /credentials
            """)
    void namesTheFieldThatIsWrong(String body, String pointer) {
        Answer before = get();

        patch(body).isInvalid(pointer);

        assertThat(get().text()).isEqualTo(before.text());
        assertThat(actions()).containsExactly("connection.created");
    }

    @Test
    void takesANameOfUpTo200Characters() {
        patch("{\"name\":\"" + "n".repeat(201) + "\"}").isInvalid("/name");
        patch("{\"name\":\"" + "n".repeat(200) + "\"}").hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}{}", "{\"name\":\"a\",\"name\":\"b\"}"})
    void refusesWhatIsNoPatch(String body) {
        assertThat(patch(body).status()).isEqualTo(400);
        assertThat(actions()).containsExactly("connection.created");
    }

    @Test
    void refusesAnotherContentType() {
        request("text/plain", "{}").as(hook.tenant()).send().isProblem(415, "unsupported-media-type");
    }

    @Test
    void recordsEveryChange() {
        Answer patched = patch("{\"name\":\"renamed\"}");

        assertThat(Stored.audit(hook.tenant().id()).getLast())
                .matches("key:key_\\w+ connection.updated " + hook.connection() + " "
                        + patched.header("X-Request-Id").orElseThrow());
    }

    @Test
    void isForThoseWhoMayWriteConnections() {
        TestTenant other = TestTenants.create(TestServers.shared());
        TestTenant reader = TestTenants.create(TestServers.shared().ownerDatabase(), "events");
        String member = TestIssuers.shared().tenant(hook.tenant().id(), "tenant-member");
        Request request = request("application/json", "{\"status\":\"disabled\"}");

        request.as(other).send().isProblem(404, "not-found");
        request.as(reader).send().isProblem(403, "forbidden");
        request.bearer(member).send().isProblem(403, "forbidden");
        request.send().isProblem(401, "unauthenticated");
        assertThat(get().field("status")).isEqualTo("enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"con_01arz3ndektsv4rrffq69g5fav", "evt_01arz3ndektsv4rrffq69g5fav", "x"})
    void knowsNoConnectionOfAnotherId(String id) {
        for (String body : List.of("{\"name\":\"n\"}", "{\"config\":{\"a\":1}}")) {
            Request.of("PATCH", "/v1/connections/" + id)
                    .header("Content-Type", "application/json")
                    .body(body.getBytes(UTF_8))
                    .as(hook.tenant())
                    .send()
                    .isProblem(404, "not-found");
        }
    }

    private Answer patch(String body) {
        return request("application/merge-patch+json", body).as(hook.tenant()).send();
    }

    private Request request(String contentType, String body) {
        return Request.of("PATCH", "/v1/connections/" + hook.connection())
                .header("Content-Type", contentType)
                .body(body.getBytes(UTF_8));
    }

    private Answer get() {
        return Request.get("/v1/connections/" + hook.connection())
                .as(hook.tenant())
                .send()
                .hasStatus(200);
    }

    private String config() {
        return Stored.rows(
                        hook.tenant().id(),
                        row -> row.getString(1),
                        "select coalesce(config, 'none') from {t}.connections")
                .getFirst();
    }

    private List<String> actions() {
        return Stored.audit(hook.tenant().id()).stream()
                .map(record -> record.split(" ", -1)[1])
                .toList();
    }
}
