package com.genericcorp.hub.api.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.ingest.GitHubHook;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class OwnEventsIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @Test
    void publishesAnEventOfTheTenantsOwn() {
        Answer published = publish("""
                {"type":"order.paid","subject":"order 7","url":"https://shop.example/orders/7",
                 "time":"2026-01-01T01:00:00.123456789+01:00","data":{"total":1.50}}""");

        published.hasStatus(202);
        assertThat(published.header("Cache-Control")).contains("no-store");
        assertThat(published.json().size()).isEqualTo(2);
        assertThat(published.json().path("duplicate").isBoolean()).isTrue();
        assertThat(published.json().path("duplicate").asBoolean()).isFalse();
        Answer event = get(published.field("event_id"));
        assertThat(event.field("id")).isEqualTo(published.field("event_id")).matches("evt_[0-9a-z]{26}");
        assertThat(event.field("type")).isEqualTo("order.paid");
        assertThat(event.field("provider")).isEqualTo("hub");
        assertThat(event.json().path("connection_id").isNull()).isTrue();
        assertThat(event.field("provider_event")).isEqualTo("order.paid");
        assertThat(event.field("provider_delivery_id")).isEqualTo(published.field("event_id"));
        assertThat(event.field("subject")).isEqualTo("order 7");
        assertThat(event.field("url")).isEqualTo("https://shop.example/orders/7");
        assertThat(event.field("time")).isEqualTo("2026-01-01T00:00:00.123456Z");
        assertThat(event.json().size()).isEqualTo(11);
        assertThat(event.text()).endsWith(",\"data\":{\"total\":1.50}}");
    }

    @Test
    void happenedWhenItWasReceivedWhereNothingElseIsSaid() {
        Instant before = Instant.now();

        Answer event = get(publish("{\"type\":\"x\",\"data\":1}").field("event_id"));

        assertThat(event.field("time")).isEqualTo(event.field("received_at"));
        assertThat(Instant.parse(event.field("time"))).isBetween(before.minusSeconds(5), before.plusSeconds(30));
        assertThat(event.json().path("subject").isNull()).isTrue();
        assertThat(event.json().path("url").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":[1e3,-0,-0.0,1.50,1E+2,0e-7,1234567890123456789012345678901234567890]}",
                "{\"n\":1e999999999,\"m\":-1e-999999999}",
                "{\"a\":1,\"a\":{\"b\":2},\"a\":3}",
                "{\"data\":{\"data\":1},\"type\":2}",
                "{\"nul\":\"\\u0000\",\"\\u0000\":1}",
                "{\"lone\":\"\\ud800\",\"pair\":\"\\ud83d\\ude00\"}",
                "{\"text\":\"ä 漢 😀 \u2028 \\/ \\u00e4\"}",
                "{ \"space\"\t: [ ]\r\n}",
                "{}",
                "[1 , {\"a\":null}]",
                "\"text\"",
                "\"\"",
                "-0",
                "1e5",
                "true",
                "null"
            })
    void givesTheDataBackByteForByte(String data) {
        for (String body : List.of(
                "{\"type\":\"a.b\",\"data\":" + data + "}",
                "{\"data\":" + data + ",\"type\":\"a.b\"}",
                " { \"subject\" : \"😀\" , \"d\\u0061ta\" :\n" + data + "\t, \"type\":\"a.b\" } ")) {
            String id = publish(body).hasStatus(202).field("event_id");
            assertThat(new String(GitHubHook.data(get(id)), UTF_8)).as(body).isEqualTo(data);
        }
    }

    @Test
    void takesDataUpToTheLimitOfBodies() {
        String frame = "{\"type\":\"a.b\",\"data\":\"\"}";
        String most = "x".repeat((1 << 20) - frame.length());

        String id = publish(frame.replace("\"\"", "\"" + most + "\""))
                .hasStatus(202)
                .field("event_id");

        assertThat(GitHubHook.data(get(id))).hasSize(most.length() + 2);
        publish(frame.replace("\"\"", "\"" + most + "x\"")).isProblem(413, "payload-too-large");
    }

    @Test
    void takesNumbersOfAnyLength() {
        String digits = "9".repeat(100_000);

        String id = publish("{\"type\":\"a.b\",\"data\":" + digits + "}")
                .hasStatus(202)
                .field("event_id");

        assertThat(new String(GitHubHook.data(get(id)), UTF_8)).isEqualTo(digits);
    }

    @Test
    void takesANestingOf64AndRefusesOneOf65() {
        String deepest = "[".repeat(64) + "]".repeat(64);

        String id = publish("{\"type\":\"a.b\",\"data\":" + deepest + "}")
                .hasStatus(202)
                .field("event_id");

        assertThat(new String(GitHubHook.data(get(id)), UTF_8)).isEqualTo(deepest);
        publish("{\"type\":\"a.b\",\"data\":[" + deepest + "]}").isInvalid("/data");
        publish("{\"type\":[" + deepest + "],\"data\":1}").isProblem(400, "bad-request");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data":1}                                              | /type
            {"type":null,"data":1}                                  | /type
            {"type":7,"data":1}                                     | /type
            {"type":"","data":1}                                    | /type
            {"type":"Order.paid","data":1}                          | /type
            {"type":"order..paid","data":1}                         | /type
            {"type":"order.","data":1}                              | /type
            {"type":"1order","data":1}                              | /type
            {"type":"order\\n","data":1}                            | /type
            {"type":"a.b"}                                          | /data
            {"type":"a.b","data":1,"subject":"a\\u0000b"}           | /subject
            {"type":"a.b","data":1,"subject":"\\ud800"}             | /subject
            {"type":"a.b","data":1,"subject":7}                     | /subject
            {"type":"a.b","data":1,"url":"javascript:alert(1)"}     | /url
            {"type":"a.b","data":1,"url":"https://a b"}             | /url
            {"type":"a.b","data":1,"url":"shop.example"}            | /url
            {"type":"a.b","data":1,"time":"yesterday"}              | /time
            {"type":"a.b","data":1,"time":1767225600}               | /time
            {"type":"a.b","data":1,"time":"1969-12-31T23:59:59Z"}   | /time
            {"type":"a.b","data":1,"id":"evt_1"}                    | /id
            {"type":"a.b","data":1,"connection_id":null}            | /connection_id
            """)
    void namesTheFieldThatIsWrong(String body, String pointer) {
        publish(body).isInvalid(pointer);

        assertNothingStored();
    }

    @ParameterizedTest
    @CsvSource({"/type,101", "/subject,2049", "/url,2049"})
    void namesTheFieldThatIsTooLong(String pointer, int length) {
        String field = pointer.substring(1);
        String start = field.equals("url") ? "https://" : "";
        String tooLong = start + "x".repeat(length - start.length());
        String others = field.equals("type") ? "" : "\"type\":\"a.b\",";
        String body = "{" + others + "\"data\":1,\"" + field + "\":\"%s\"}";

        publish(body.formatted(tooLong)).isInvalid(pointer);
        assertNothingStored();
        publish(body.formatted(tooLong.substring(0, length - 1))).hasStatus(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "7",
                "{\"type\":\"a.b\",\"data\":}",
                "{\"type\":\"a.b\",\"data\":01}",
                "{\"type\":\"a.b\",\"data\":NaN}",
                "{\"type\":\"a.b\",\"data\":{\"a\":}}",
                "{\"type\":\"a.b\",\"data\":1,}",
                "{\"type\":\"a.b\",\"data\":1",
                "{\"type\":\"a.b\",\"data\":1}{}",
                "{\"type\":\"a.b\",\"data\":1,\"data\":2}",
                "{\"type\":\"a.b\",\"data\":1,\"d\\u0061ta\":2}",
                "{\"type\":\"a.b\",\"type\":\"a.b\",\"data\":1}",
                "\uFEFF{\"type\":\"a.b\",\"data\":1}"
            })
    void refusesWhatIsNotOneObjectThatGivesEachFieldOnce(String body) {
        assertThat(publish(body).status()).as(body).isEqualTo(400);

        assertNothingStored();
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] body = "{\"type\":\"a.b\",\"data\":\"?\"}".getBytes(UTF_8);
        body[body.length - 3] = (byte) 0xff;

        Request.post("/v1/events", "").body(body).as(tenant).send().isProblem(400, "bad-request");

        assertNothingStored();
    }

    @Test
    void refusesAnotherContentType() {
        Request.of("POST", "/v1/events")
                .header("Content-Type", "application/cloudevents+json")
                .body("{}".getBytes(UTF_8))
                .as(tenant)
                .send()
                .isProblem(415, "unsupported-media-type");
    }

    @Test
    void publishesOnceUnderAnIdempotencyKey() {
        String body = "{\"type\":\"a.b\",\"data\":{\"n\":1e3}}";
        Request request = Request.post("/v1/events", body)
                .header("Idempotency-Key", "e-1")
                .as(tenant);
        Answer first = request.send().hasStatus(202);

        Answer again = request.send().hasStatus(202);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(ids("")).containsExactly(first.field("event_id"));
        request.body(body.replace("1e3", "1000").getBytes(UTF_8)).send().isProblem(422, "idempotency-key-reused");
        assertThat(publish(body).hasStatus(202).field("event_id")).isNotEqualTo(first.field("event_id"));
    }

    @Test
    void listsOwnEventsAmongTheOthers() {
        GitHubHook hook = GitHubHook.create(tenant);
        String own = publish("{\"type\":\"order.paid\",\"data\":{\"n\":1e3}}")
                .hasStatus(202)
                .field("event_id");
        String theirs =
                hook.delivery("d-1", "{}".getBytes(UTF_8)).send().hasStatus(202).field("event_id");

        assertThat(ids("")).containsExactlyInAnyOrder(own, theirs);
        assertThat(ids("?provider=hub")).containsExactly(own);
        assertThat(ids("?provider=github")).containsExactly(theirs);
        assertThat(ids("?type=order.paid")).containsExactly(own);
        assertThat(ids("?connection=" + hook.connection())).containsExactly(theirs);
        assertThat(Request.get("/v1/events?provider=hub&include=data")
                        .as(tenant)
                        .send()
                        .text())
                .isEqualTo("{\"data\":[" + get(own).text() + "],\"next_cursor\":null}")
                .contains("\"connection_id\":null", "\"data\":{\"n\":1e3}}");
    }

    @Test
    void findsAnOwnEventByItsTimeOfReceipt() {
        Answer event = get(publish("{\"type\":\"a.b\",\"data\":1}").field("event_id"));
        String received = event.field("received_at");

        assertThat(ids("?from=" + received)).containsExactly(event.field("id"));
        assertThat(ids("?to=" + received)).isEmpty();
    }

    @Test
    void recordsThePublication() {
        Answer published = publish("{\"type\":\"a.b\",\"data\":1}");

        assertThat(Stored.audit(tenant.id()))
                .satisfiesExactly(record -> assertThat(record)
                        .matches("key:key_\\w+ event.published " + published.field("event_id") + " "
                                + published.header("X-Request-Id").orElseThrow()));
    }

    @Test
    void isForThoseWhoMayWriteEvents() {
        TestTenant other = TestTenants.create(TestServers.shared());
        TestTenant connections = TestTenants.create(TestServers.shared().ownerDatabase(), "connections");
        String member = TestIssuers.shared().tenant(tenant.id(), "tenant-member");
        String body = "{\"type\":\"a.b\",\"data\":1}";

        Request.post("/v1/events", body).as(connections).send().isProblem(403, "forbidden");
        Request.post("/v1/events", body).bearer(member).send().isProblem(403, "forbidden");
        assertNothingStored();
        String id = publish(body).field("event_id");
        Request.get("/v1/events/" + id).as(other).send().isProblem(404, "not-found");
        Request.get("/v1/events/" + id).bearer(member).send().hasStatus(200);
    }

    private Answer publish(String body) {
        return Request.post("/v1/events", body).as(tenant).send();
    }

    private Answer get(String id) {
        return Request.get("/v1/events/" + id).as(tenant).send().hasStatus(200);
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        for (JsonNode event : Request.get("/v1/events" + query)
                .as(tenant)
                .send()
                .hasStatus(200)
                .json()
                .path("data")) {
            ids.add(event.path("id").asText());
        }
        return ids;
    }

    private void assertNothingStored() {
        assertThat(ids("")).isEmpty();
        assertThat(Stored.audit(tenant.id())).isEmpty();
    }
}
