package com.genericcorp.hub.api.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.ingest.GitHubHook;
import com.genericcorp.hub.testing.HubServers;
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
class EventListIT {
    private final GitHubHook hook = GitHubHook.create();
    private int deliveries;

    @Test
    void listsNewestFirstWithoutPayloads() {
        List<String> stored = List.of(store(hook, "push"), store(hook, "ping"), store(hook, "issues"));

        Answer list = list("");

        assertThat(ids(list)).containsExactly(stored.get(2), stored.get(1), stored.get(0));
        assertThat(list.json().path("next_cursor").isNull()).isTrue();
        assertThat(list.json().at("/data/0").has("data")).isFalse();
        assertThat(list.json().at("/data/0/provider_event").asText()).isEqualTo("issues");
    }

    @Test
    void includesThePayloadsAsTheyAre() {
        String id = store(hook, "push");

        Answer list = list("?include=data");

        assertThat(list.hasStatus(200).text())
                .isEqualTo("{\"data\":[" + hook.event(id).text() + "],\"next_cursor\":null}");
        assertThat(list.text()).contains("\"data\":{\"n\":1e3}}");
    }

    @Test
    void filtersByTypeProviderAndConnection() {
        GitHubHook other = GitHubHook.create(hook.tenant());
        String push = store(hook, "push");
        String ping = store(hook, "ping");
        String there = store(other, "push");

        assertThat(ids(list("?type=code.push"))).containsExactly(there, push);
        assertThat(ids(list("?type=github.ping"))).containsExactly(ping);
        assertThat(ids(list("?type=nothing"))).isEmpty();
        assertThat(ids(list("?provider=github"))).containsExactly(there, ping, push);
        assertThat(ids(list("?provider=http"))).isEmpty();
        assertThat(ids(list("?connection=" + hook.connection()))).containsExactly(ping, push);
        assertThat(ids(list("?type=code.push&connection=" + other.connection())))
                .containsExactly(there);
    }

    @Test
    void filtersByTheTimeOfReceipt() {
        String first = store(hook, "push");
        Instant between = receivedAt(first).plusMillis(1);
        String second = storeAfter(between);

        assertThat(ids(list("?from=" + between))).containsExactly(second);
        assertThat(ids(list("?to=" + between))).containsExactly(first);
        assertThat(ids(list("?from=" + receivedAt(first)))).containsExactly(second, first);
        assertThat(ids(list("?to=" + receivedAt(first)))).isEmpty();
        assertThat(ids(list("?from=" + between + "&to=" + between))).isEmpty();
        assertThat(ids(list("?from=1970-01-01T00:00:00%2B00:00&to=9999-12-31T23:59:59Z")))
                .containsExactly(second, first);
    }

    @Test
    void goesOnAtTheCursorWhateverComesInMeanwhile() {
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stored.addFirst(store(hook, "push"));
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = list("?limit=2" + cursor);
            seen.addAll(ids(page));
            store(hook, "push");
            JsonNode next = page.json().path("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(stored);
    }

    @Test
    void endsAPageWithPayloadsBeforeFourMebibytes() {
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            stored.addFirst(storeSized(3 << 19));
        }

        Answer first = list("?include=data&limit=10");
        Answer second = list("?include=data&limit=10&cursor=" + first.field("next_cursor"));

        assertThat(ids(first)).isEqualTo(stored.subList(0, 2));
        assertThat(ids(second)).isEqualTo(stored.subList(2, 3));
        assertThat(second.json().path("next_cursor").isNull()).isTrue();
        assertThat(ids(list("?limit=10"))).isEqualTo(stored);
    }

    @Test
    void showsAnEventThatFillsThePageAlone() {
        String large = storeSized(4 << 20);
        String small = store(hook, "push");

        Answer first = list("?include=data");
        Answer second = list("?include=data&cursor=" + first.field("next_cursor"));

        assertThat(ids(first)).containsExactly(small);
        assertThat(ids(second)).containsExactly(large);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=201,limit",
        "cursor=con_01arz3ndektsv4rrffq69g5fav,cursor",
        "from=yesterday,from",
        "from=2026-01-01,from",
        "to=1969-12-31T23:59:59Z,to",
        "to=%2B300000000-01-01T00:00:00Z,to",
        "connection=evt_01arz3ndektsv4rrffq69g5fav,connection",
        "include=everything,include"
    })
    void namesTheParameterThatIsWrong(String query, String name) {
        list("?" + query).isInvalid(name);
    }

    @Test
    void hidesAnotherTenantsEvents() {
        TestTenant other = TestTenants.create(TestServers.shared());
        String id = store(hook, "push");

        assertThat(ids(Request.get("/v1/events").as(other).send())).isEmpty();
        assertThat(ids(Request.get("/v1/events?connection=" + hook.connection())
                        .as(other)
                        .send()))
                .isEmpty();
        Request.get("/v1/events/" + id).as(other).send().isProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evt_01arz3ndektsv4rrffq69g5fav", "con_01arz3ndektsv4rrffq69g5fav", "x", "%00"})
    void knowsNoEventOfAnotherId(String id) {
        hook.event(id).isProblem(404, "not-found");
    }

    private Answer list(String query) {
        return Request.get("/v1/events" + query).as(hook.tenant()).send();
    }

    private static List<String> ids(Answer list) {
        List<String> ids = new ArrayList<>();
        for (JsonNode event : list.hasStatus(200).json().path("data")) {
            ids.add(event.path("id").asText());
        }
        return ids;
    }

    /** Ids made within one millisecond have no order, so each event gets a millisecond of its own. */
    private String store(GitHubHook connection, String event) {
        return store(connection, event, "{\"n\":1e3}".getBytes(UTF_8));
    }

    private String storeSized(int bytes) {
        return store(hook, "push", ("{\"a\":\"" + "x".repeat(bytes - 8) + "\"}").getBytes(UTF_8));
    }

    private String storeAfter(Instant time) {
        while (!Instant.now().isAfter(time)) {
            Thread.onSpinWait();
        }
        return store(hook, "push");
    }

    private String store(GitHubHook connection, String event, byte[] payload) {
        deliveries++;
        String id = connection
                .delivery(event, "d-" + deliveries, payload)
                .send()
                .hasStatus(202)
                .field("event_id");
        Instant received = receivedAt(id);
        while (Instant.now().toEpochMilli() == received.toEpochMilli()) {
            Thread.onSpinWait();
        }
        return id;
    }

    private Instant receivedAt(String id) {
        return Instant.parse(hook.event(id).field("received_at"));
    }
}
