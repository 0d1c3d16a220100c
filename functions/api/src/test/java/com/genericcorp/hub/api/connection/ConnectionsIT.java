package com.genericcorp.hub.api.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class ConnectionsIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @ParameterizedTest
    @CsvSource({"github,[A-Za-z0-9_-]{43}", "http,whsec_[A-Za-z0-9+/]{43}="})
    void makesASecretWhereNoneIsGivenAndShowsItOnce(String provider, String form) {
        Answer created = create("""
                {"provider":"%s","name":"mine"}""".formatted(provider));

        created.hasStatus(201);
        assertThat(created.header("Location")).contains("/v1/connections/" + created.field("id"));
        assertThat(created.header("Cache-Control")).contains("no-store");
        assertThat(created.field("id")).matches("con_[0-9a-z]{26}");
        assertThat(created.field("provider")).isEqualTo(provider);
        assertThat(created.field("name")).isEqualTo("mine");
        assertThat(created.field("status")).isEqualTo("enabled");
        assertThat(created.field("ingest_url")).matches("https?://.*/v1/ingest/" + created.field("id"));
        assertThat(created.field("webhook_secret")).matches(form);
        assertThat(get(created.field("id")).hasStatus(200).text()).doesNotContain("webhook_secret");
        assertThat(list("").text()).doesNotContain("webhook_secret");
    }

    @Test
    void neverEchoesASecretThatWasGiven() {
        Answer created = create("""
                {"provider":"github","name":"mine","webhook_secret":"a secret of mine",
                 "credentials":{"token":"another secret"},"config":{"a":[1.50,1e400,"\\ud800",{"b":"\\u0000"}]}}""");

        created.hasStatus(201);
        assertThat(created.text()).doesNotContain("secret");
        assertThat(Stored.rows(tenant.id(), row -> row.getString("config"), "select config from {t}.connections"))
                .containsExactly("""
                        {"a":[1.5,1E+400,"\\uD800",{"b":"\\u0000"}]}""");
        assertThat(Stored.rows(
                        tenant.id(),
                        row -> row.getString(1),
                        "select encode(credentials, 'escape') from {t}.connections"))
                .noneMatch(stored -> stored.contains("another secret"));
        assertThat(Stored.rows(
                        row -> row.getString(1),
                        "select encode(webhook_secrets[1], 'escape') from public.connection_routes where tenant_id = ?",
                        tenant.id().uuid()))
                .hasSize(1)
                .noneMatch(stored -> stored.contains("secret of mine"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"provider":"gopher","name":"n"}                                   | /provider
            {"name":"n"}                                                       | /provider
            {"provider":"github"}                                              | /name
            {"provider":"github","name":" "}                                   | /name
            {"provider":"github","name":"n","webhook_secret":"short"}          | /webhook_secret
            {"provider":"github","name":"n","webhook_secret":7}                | /webhook_secret
            {"provider":"http","name":"n","webhook_secret":"not in its form"}  | /webhook_secret
            {"provider":"github","name":"n","config":[]}                       | /config
            {"provider":"github","name":"n","credentials":"token"}             | /credentials
            {"provider":"github","name":"n","status":"disabled"}               | /status
            """)
    void namesTheFieldThatIsWrong(String body, String pointer) {
        create(body).isInvalid(pointer);
    }

    @Test
    void listsNewestFirstAndGoesOnAtTheCursor() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            created.addFirst(create("""
                    {"provider":"github","name":"n%d"}""".formatted(i)).hasStatus(201).field("id"));
        }

        Answer first = list("?limit=2");
        create("""
                {"provider":"github","name":"meanwhile"}""").hasStatus(201);
        Answer second = list("?limit=2&cursor=" + first.field("next_cursor"));

        assertThat(ids(first)).containsExactlyElementsOf(created.subList(0, 2));
        assertThat(ids(second)).containsExactly(created.getLast());
        assertThat(second.json().path("next_cursor").isNull()).isTrue();
    }

    @Test
    void hidesAnotherTenantsConnection() {
        TestTenant other = TestTenants.create(TestServers.shared());
        String id = create("""
                {"provider":"github","name":"mine"}""").field("id");

        Request.get("/v1/connections/" + id).as(other).send().isProblem(404, "not-found");
        Request.delete("/v1/connections/" + id).as(other).send().isProblem(404, "not-found");
        assertThat(Request.get("/v1/connections").as(other).send().json().path("data"))
                .isEmpty();
        get(id).hasStatus(200);
    }

    @Test
    void deletesTheLinkAndItsRoute() {
        String id = create("""
                {"provider":"github","name":"mine"}""").field("id");

        Answer deleted = delete(id);

        deleted.hasStatus(204);
        assertThat(deleted.body()).isEmpty();
        get(id).isProblem(404, "not-found");
        delete(id).isProblem(404, "not-found");
        assertThat(Stored.rows(
                        row -> row.getLong(1),
                        "select count(*) from public.connection_routes where tenant_id = ?",
                        tenant.id().uuid()))
                .containsExactly(0L);
    }

    @Test
    void recordsEveryChange() {
        Answer created = create("""
                {"provider":"github","name":"mine"}""");
        String id = created.field("id");
        Answer deleted = delete(id);

        assertThat(Stored.audit(tenant.id()))
                .satisfiesExactly(
                        record -> assertThat(record)
                                .matches("key:key_\\w+ connection.created " + id + " "
                                        + created.header("X-Request-Id").orElseThrow()),
                        record -> assertThat(record)
                                .matches("key:key_\\w+ connection.deleted " + id + " "
                                        + deleted.header("X-Request-Id").orElseThrow()));
    }

    @Test
    void storesNoRecordOfAChangeThatWasRefused() {
        create("""
                {"provider":"gopher","name":"mine"}""").isInvalid("/provider");
        delete("con_01arz3ndektsv4rrffq69g5fav").isProblem(404, "not-found");

        assertThat(Stored.audit(tenant.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"con_01arz3ndektsv4rrffq69g5fav", "evt_01arz3ndektsv4rrffq69g5fav", "x", "con_", "%F0%9F%98%80"})
    void knowsNoConnectionOfAnotherId(String id) {
        get(id).isProblem(404, "not-found");
        delete(id).isProblem(404, "not-found");
    }

    private static List<String> ids(Answer list) {
        List<String> ids = new ArrayList<>();
        for (JsonNode connection : list.hasStatus(200).json().path("data")) {
            ids.add(connection.path("id").asText());
        }
        return ids;
    }

    private Answer create(String body) {
        return Request.post("/v1/connections", body).as(tenant).send();
    }

    private Answer get(String id) {
        return Request.get("/v1/connections/" + id).as(tenant).send();
    }

    private Answer list(String query) {
        return Request.get("/v1/connections" + query).as(tenant).send();
    }

    private Answer delete(String id) {
        return Request.delete("/v1/connections/" + id).as(tenant).send();
    }
}
