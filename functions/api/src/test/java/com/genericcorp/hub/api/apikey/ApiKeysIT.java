package com.genericcorp.hub.api.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant's keys in its own hands. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class ApiKeysIT {
    private static final String EVENTS = """
            {"name":"events only","scopes":["events"]}""";

    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @Test
    void issuesAKeyThatWorksWithinItsScopes() {
        Answer issued = create(EVENTS).hasStatus(201);

        assertThat(issued.header("Location")).contains("/v1/api-keys/" + issued.field("id"));
        assertThat(issued.header("Cache-Control")).contains("no-store");
        assertThat(issued.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id", "name", "scopes", "prefix", "expires_at", "last_used_at", "created_at", "secret");
        assertThat(issued.field("secret")).startsWith(issued.field("prefix"));
        works(issued.field("secret"));
        Request.get("/v1/connections").bearer(issued.field("secret")).send().isProblem(403, "forbidden");
    }

    @Test
    void listsTheNewestFirstWithoutTheirSecrets() {
        String first = create(EVENTS).field("id");
        String second = create(EVENTS).field("id");
        String third = create(EVENTS).field("id");
        Request.delete("/v1/api-keys/" + second).as(tenant).send().hasStatus(204);

        Answer list = Request.get("/v1/api-keys").as(tenant).send().hasStatus(200);

        assertThat(list.json().path("data").findValuesAsText("id").subList(0, 2))
                .containsExactly(third, first);
        assertThat(list.json().path("data").findValuesAsText("name"))
                .containsExactly("events only", "events only", "test");
        assertThat(list.json().path("data").get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id", "name", "scopes", "prefix", "expires_at", "last_used_at", "created_at");
    }

    @Test
    void revokesAtOnce() {
        Answer issued = create(EVENTS);
        works(issued.field("secret"));

        Request.delete("/v1/api-keys/" + issued.field("id")).as(tenant).send().hasStatus(204);

        isRefused(issued.field("secret"));
        Request.delete("/v1/api-keys/" + issued.field("id")).as(tenant).send().isProblem(404, "not-found");
        rotate(tenant, issued.field("id"), "{}").isProblem(404, "not-found");
        assertThat(Stored.audit(tenant.id())).hasSize(2).last().asString().contains(" api_key.revoked ");
    }

    @Test
    void rotatesTheSecretAndEndsTheOldOneAtOnce() {
        Answer issued = create(EVENTS);
        works(issued.field("secret"));

        Answer rotated = rotate(tenant, issued.field("id"), "{}").hasStatus(202);

        assertThat(rotated.header("Cache-Control")).contains("no-store");
        assertThat(rotated.field("id")).isEqualTo(issued.field("id"));
        assertThat(rotated.field("secret")).startsWith(rotated.field("prefix")).isNotEqualTo(issued.field("secret"));
        works(rotated.field("secret"));
        isRefused(issued.field("secret"));
        assertThat(listed(issued.field("id")).path("prefix").asText()).isEqualTo(rotated.field("prefix"));
        assertThat(Stored.audit(tenant.id())).hasSize(2).last().asString().contains(" api_key.rotated ");
    }

    @Test
    void letsTheOldSecretWorkForItsGrace() {
        Answer issued = create(EVENTS);

        Answer rotated =
                rotate(tenant, issued.field("id"), "{\"grace_seconds\":3600}").hasStatus(202);

        works(issued.field("secret"));
        works(rotated.field("secret"));
    }

    @Test
    void endsTheOldSecretWithItsGrace() {
        Answer issued = create(EVENTS);
        rotate(tenant, issued.field("id"), "{\"grace_seconds\":3600}").hasStatus(202);

        Stored.change(
                "update public.api_keys set previous_until = ? where previous_until is not null and tenant_id = ?",
                Timestamp.from(Instant.now().minusMillis(1)),
                tenant.id().uuid());

        isRefused(issued.field("secret"));
    }

    @Test
    void endsTheOldestSecretWithTheSecondRotation() {
        Answer first = create(EVENTS);
        Answer second = rotate(tenant, first.field("id"), "{\"grace_seconds\":3600}");
        works(first.field("secret"));

        Answer third = rotate(tenant, first.field("id"), "{\"grace_seconds\":3600}");

        isRefused(first.field("secret"));
        works(second.field("secret"));
        works(third.field("secret"));
    }

    @Test
    void revokesTheOldSecretWithTheKey() {
        Answer issued = create(EVENTS);
        Answer rotated = rotate(tenant, issued.field("id"), "{\"grace_seconds\":3600}");
        works(issued.field("secret"));

        Request.delete("/v1/api-keys/" + issued.field("id")).as(tenant).send().hasStatus(204);

        isRefused(issued.field("secret"));
        isRefused(rotated.field("secret"));
    }

    @Test
    void rotatesNoKeyThatHasExpired() {
        Answer issued = create(EVENTS);
        Stored.change(
                "update public.api_keys set expires_at = ? where tenant_id = ? and name = 'events only'",
                Timestamp.from(Instant.now().minusMillis(1)),
                tenant.id().uuid());

        rotate(tenant, issued.field("id"), "{}").isProblem(409, "conflict");

        assertThat(Stored.audit(tenant.id())).hasSize(1);
    }

    @Test
    void givesNobodyMoreThanTheyHave() {
        String some = create("""
                {"name":"k","scopes":["keys","events"]}""").field("secret");
        String every = create("""
                {"name":"k","scopes":["*"]}""").field("id");

        createBy(some, EVENTS).hasStatus(201);
        createBy(some, """
                {"name":"k","scopes":["events","audit"]}""").isProblem(403, "forbidden");
        createBy(some, """
                {"name":"k","scopes":["*"]}""").isProblem(403, "forbidden");
        rotateBy(some, every, "{}", "k").isProblem(403, "forbidden");
        Request.delete("/v1/api-keys/" + every).bearer(some).send().hasStatus(204);
    }

    @Test
    void showsNoSecretAgainToSomebodyWithLess() {
        String body = """
                {"name":"k","scopes":["*"]}""";
        String some = create("""
                {"name":"k","scopes":["keys"]}""").field("secret");
        Request create = Request.post("/v1/api-keys", body).header("Idempotency-Key", "create");
        String every = create.as(tenant).send().hasStatus(201).field("id");
        rotateBy(tenant.key().secret(), every, "{}", "rotate").hasStatus(202);

        create.bearer(some).send().isProblem(403, "forbidden");
        rotateBy(some, every, "{}", "rotate").isProblem(403, "forbidden");
    }

    @Test
    void rotatesOnceUnderOneIdempotencyKey() {
        Answer issued = create(EVENTS);
        String secret = tenant.key().secret();

        Answer first = rotateBy(secret, issued.field("id"), "{}", "once").hasStatus(202);
        Answer again = rotateBy(secret, issued.field("id"), "{}", "once").hasStatus(202);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        works(first.field("secret"));
    }

    @Test
    void knowsOnlyTheTenantsOwnKeys() {
        TestTenant other = TestTenants.create(TestServers.shared());
        String id = create(EVENTS).field("id");

        rotate(other, id, "{}").isProblem(404, "not-found");
        Request.delete("/v1/api-keys/" + id).as(other).send().isProblem(404, "not-found");
        assertThat(Request.get("/v1/api-keys")
                        .as(other)
                        .send()
                        .json()
                        .path("data")
                        .findValuesAsText("id"))
                .hasSize(1)
                .doesNotContain(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "con_01arz3ndektsv4rrffq69g5fav", "key_01arz3ndektsv4rrffq69g5fav", "%00"})
    void knowsNoKeyOfAnotherId(String id) {
        rotate(tenant, id, "{}").isProblem(404, "not-found");
        Request.delete("/v1/api-keys/" + id).as(tenant).send().isProblem(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"grace_seconds":-1}     | /grace_seconds
            {"grace_seconds":604801} | /grace_seconds
            {"grace_seconds":1.5}    | /grace_seconds
            {"grace_seconds":"60"}   | /grace_seconds
            {"grace":60}             | /grace
            """)
    void namesTheFieldOfARotationThatIsWrong(String body, String pointer) {
        rotate(tenant, create(EVENTS).field("id"), body).isInvalid(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"k","scopes":[]}                                        | /scopes
            {"name":"k","scopes":["everything"]}                            | /scopes/0
            {"name":"","scopes":["*"]}                                      | /name
            {"name":"k","scopes":["*"],"expires_at":"2020-01-01T00:00:00Z"} | /expires_at
            {"name":"k","scopes":["*"],"hash":"00"}                         | /hash
            """)
    void namesTheFieldThatIsWrong(String body, String pointer) {
        create(body).isInvalid(pointer);
    }

    @Test
    void wantsTheScope() {
        String events = create(EVENTS).field("secret");
        String id = create(EVENTS).field("id");

        createBy(events, EVENTS).isProblem(403, "forbidden");
        rotateBy(events, id, "{}", "k").isProblem(403, "forbidden");
        Request.get("/v1/api-keys").bearer(events).send().isProblem(403, "forbidden");
        Request.delete("/v1/api-keys/" + id).bearer(events).send().isProblem(403, "forbidden");
    }

    @Test
    void letsMembersLookOnly() {
        String member = TestIssuers.shared().tenant(tenant.id(), "tenant-member");

        Request.get("/v1/api-keys").bearer(member).send().hasStatus(200);
        createBy(member, EVENTS).isProblem(403, "forbidden");
    }

    private Answer create(String body) {
        return createBy(tenant.key().secret(), body);
    }

    private static Answer createBy(String credentials, String body) {
        return Request.post("/v1/api-keys", body).bearer(credentials).send();
    }

    private static Answer rotate(TestTenant tenant, String id, String body) {
        return Request.post("/v1/api-keys/" + id + "/rotate", body).as(tenant).send();
    }

    private static Answer rotateBy(String credentials, String id, String body, String idempotencyKey) {
        return Request.post("/v1/api-keys/" + id + "/rotate", body)
                .bearer(credentials)
                .header("Idempotency-Key", idempotencyKey)
                .send();
    }

    private JsonNode listed(String id) {
        for (JsonNode key : Request.get("/v1/api-keys").as(tenant).send().json().path("data")) {
            if (key.path("id").asText().equals(id)) {
                return key;
            }
        }
        throw new AssertionError("no key " + id);
    }

    private static void works(String secret) {
        Request.get("/v1/events").bearer(secret).send().hasStatus(200);
    }

    private static void isRefused(String secret) {
        Request.get("/v1/events").bearer(secret).send().isProblem(401, "unauthenticated");
    }
}
