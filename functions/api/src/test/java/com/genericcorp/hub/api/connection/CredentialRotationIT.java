package com.genericcorp.hub.api.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.client.Together;
import com.genericcorp.hub.api.ingest.GitHubHook;
import com.genericcorp.hub.api.provider.GitHubExamples;
import com.genericcorp.hub.testing.Await;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class CredentialRotationIT {
    private static final byte[] PAYLOAD = "{\"n\":1e3}".getBytes(UTF_8);

    private final GitHubHook hook = GitHubHook.create();
    private int deliveries;

    @Test
    void makesASecretAndLetsBothVerifyForTheGraceTime() {
        Answer rotated = rotate("{\"grace_seconds\":600}");

        rotated.hasStatus(202);
        assertThat(rotated.header("Cache-Control")).contains("no-store");
        assertThat(rotated.field("id")).isEqualTo(hook.connection());
        assertThat(rotated.field("name")).isEqualTo("hook");
        assertThat(rotated.field("webhook_secret")).matches("[A-Za-z0-9_-]{43}");
        deliver(rotated.field("webhook_secret")).hasStatus(202);
        deliver(GitHubHook.SECRET).hasStatus(202);
        deliver("another secret").isProblem(401, "bad-signature");
        assertThat(get().text()).doesNotContain("webhook_secret");
    }

    /** The route was read, and is kept, while the old secret still verified; see above for that. */
    @Test
    void endsTheSecretBeforeWhenItsGraceIsOver() {
        String secret = rotate("{\"grace_seconds\":1}").hasStatus(202).field("webhook_secret");
        deliver(secret).hasStatus(202);

        Await.until(
                "the old secret is refused",
                Duration.ofSeconds(20),
                () -> deliver(GitHubHook.SECRET).status() == 401);

        deliver(secret).hasStatus(202);
    }

    @Test
    void endsEverySecretBeforeAtOnceWithoutGrace() {
        String second = rotate("{\"grace_seconds\":600}").field("webhook_secret");

        String third = rotate("{\"grace_seconds\":0}").hasStatus(202).field("webhook_secret");

        deliver(GitHubHook.SECRET).isProblem(401, "bad-signature");
        deliver(second).isProblem(401, "bad-signature");
        deliver(third).hasStatus(202);
        assertThat(storedSecrets()).isEqualTo(1);
    }

    @Test
    void givesADayWhereNothingIsSaid() {
        rotate("{}").hasStatus(202);

        assertThat(Stored.rows(row -> row.getString(1), """
                        select string_agg(case when expiry is null then 'none'
                          else round(extract(epoch from expiry - now()) / 3600) || ' h' end, ', ' order by position)
                        from public.connection_routes,
                          unnest(webhook_secret_expiries) with ordinality as e (expiry, position)
                        where tenant_id = ?
                        """, hook.tenant().id().uuid()))
                .containsExactly("none, 24 h");
    }

    @Test
    void keepsTheThreeNewestSecrets() {
        String second = rotate("{}").field("webhook_secret");
        String third = rotate("{}").field("webhook_secret");
        String fourth = rotate("{}").field("webhook_secret");

        assertThat(storedSecrets()).isEqualTo(3);
        deliver(GitHubHook.SECRET).isProblem(401, "bad-signature");
        deliver(second).hasStatus(202);
        deliver(third).hasStatus(202);
        deliver(fourth).hasStatus(202);
    }

    @Test
    void dropsExpiredSecretsAtTheNextRotation() {
        rotate("{}").hasStatus(202);
        Stored.change("""
                update public.connection_routes set webhook_secret_expiries[2] = now() - interval '1 second'
                where tenant_id = ?
                """, hook.tenant().id().uuid());

        rotate("{}").hasStatus(202);

        assertThat(storedSecrets()).isEqualTo(2);
    }

    @Test
    void losesNoSecretOfTwoRotationsAtOnce() {
        List<Answer> rotated = Together.send(2, () -> request("{}").as(hook.tenant()));

        for (Answer answer : rotated) {
            deliver(answer.hasStatus(202).field("webhook_secret")).hasStatus(202);
        }
        assertThat(storedSecrets()).isEqualTo(3);
    }

    @Test
    void takesASecretOfTheCallersAndNeverEchoesIt() {
        Answer rotated = rotate("{\"webhook_secret\":\"a secret of mine\"}");

        assertThat(rotated.hasStatus(202).text()).doesNotContain("secret");
        deliver("a secret of mine").hasStatus(202);
        assertThat(Stored.rows(
                        row -> row.getString(1),
                        "select encode(webhook_secrets[1], 'escape') from public.connection_routes where tenant_id = ?",
                        hook.tenant().id().uuid()))
                .noneMatch(stored -> stored.contains("secret of mine"));
    }

    @Test
    void makesSecretsOfTheProvidersForm() {
        String id =
                Request.post("/v1/connections", """
                        {"provider":"http","name":"billing"}""").as(hook.tenant()).send().field("id");
        Request rotation = Request.post("/v1/connections/" + id + "/rotate-credentials", "{}")
                .as(hook.tenant());

        assertThat(rotation.send().hasStatus(202).field("webhook_secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
        rotation.body("{\"webhook_secret\":\"not in its form\"}".getBytes(UTF_8))
                .send()
                .isInvalid("/webhook_secret");
    }

    @Test
    void replacesTheCredentialsAndLeavesTheWebhookSecret() {
        Answer rotated = rotate("{\"credentials\":{\"token\":\"first\"}}");
        byte[] first = credentials();
        rotate("{\"credentials\":{\"token\":\"second\"}}").hasStatus(202);

        assertThat(rotated.hasStatus(202).text()).doesNotContain("webhook_secret", "first");
        assertThat(credentials()).isNotEqualTo(first);
        assertThat(new String(first, UTF_8)).doesNotContain("first");
        assertThat(storedSecrets()).isEqualTo(1);
        deliver(GitHubHook.SECRET).hasStatus(202);
    }

    @Test
    void replacesBothWhenAskedForBoth() {
        Answer rotated = rotate("{\"credentials\":{\"token\":\"t\"},\"grace_seconds\":0}");

        deliver(rotated.hasStatus(202).field("webhook_secret")).hasStatus(202);
        deliver(GitHubHook.SECRET).isProblem(401, "bad-signature");
        assertThat(credentials()).isNotEmpty();
    }

    @Test
    void showsTheSameSecretToTheSameRequest() {
        Request request = request("{}").header("Idempotency-Key", "rotate-1").as(hook.tenant());
        Answer first = request.send().hasStatus(202);

        Answer again = request.send().hasStatus(202);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.field("webhook_secret")).isNotBlank();
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(again.header("Cache-Control")).contains("no-store");
        assertThat(storedSecrets()).isEqualTo(2);
        assertThat(Stored.audit(hook.tenant().id())).hasSize(2);
    }

    @Test
    void leavesEventsAsTheyAre() {
        String event = deliver(GitHubHook.SECRET).field("event_id");
        String before = hook.event(event).hasStatus(200).text();

        rotate("{\"credentials\":{\"token\":\"t\"},\"grace_seconds\":0}").hasStatus(202);

        assertThat(hook.event(event).text()).isEqualTo(before);
    }

    @Test
    void recordsEveryRotation() {
        Answer rotated = rotate("{}");

        assertThat(Stored.audit(hook.tenant().id()).getLast())
                .matches("key:key_\\w+ connection.credentials_rotated " + hook.connection() + " "
                        + rotated.header("X-Request-Id").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"webhook_secret":"short"}                              | /webhook_secret
            {"webhook_secret":7}                                    | /webhook_secret
            {"webhook_secret":"\\u0000\\u0000\\u0000\\u0000 null"}  | /webhook_secret
            {"credentials":"token"}                                 | /credentials
            {"credentials":[]}                                      | /credentials
            {"credentials":{"token":"t"},"webhook_secret":"short"}  | /webhook_secret
            {"grace_seconds":-1}                                    | /grace_seconds
            {"grace_seconds":604801}                                | /grace_seconds
            {"grace_seconds":1.5}                                   | /grace_seconds
            {"grace_seconds":"60"}                                  | /grace_seconds
            {"grace_seconds":99999999999}                           | /grace_seconds
            {"grace":60}                                            | /grace
            """)
    void namesTheFieldThatIsWrongAndRotatesNothing(String body, String pointer) {
        rotate(body).isInvalid(pointer);

        deliver(GitHubHook.SECRET).hasStatus(202);
        assertThat(storedSecrets()).isEqualTo(1);
        assertThat(Stored.audit(hook.tenant().id())).hasSize(1);
        assertThat(Stored.rows(
                        hook.tenant().id(),
                        row -> row.getBoolean(1),
                        "select credentials is null from {t}.connections"))
                .containsExactly(true);
    }

    @Test
    void isForThoseWhoMayWriteConnections() {
        TestTenant other = TestTenants.create(TestServers.shared());
        TestTenant reader = TestTenants.create(TestServers.shared().ownerDatabase(), "events");
        String member = TestIssuers.shared().tenant(hook.tenant().id(), "tenant-member");

        request("{\"grace_seconds\":0}").as(other).send().isProblem(404, "not-found");
        request("{\"credentials\":{}}").as(other).send().isProblem(404, "not-found");
        request("{}").as(reader).send().isProblem(403, "forbidden");
        request("{}").bearer(member).send().isProblem(403, "forbidden");
        deliver(GitHubHook.SECRET).hasStatus(202);
        assertThat(storedSecrets()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"con_01arz3ndektsv4rrffq69g5fav", "evt_01arz3ndektsv4rrffq69g5fav", "x"})
    void knowsNoConnectionOfAnotherId(String id) {
        Request.post("/v1/connections/" + id + "/rotate-credentials", "{}")
                .as(hook.tenant())
                .send()
                .isProblem(404, "not-found");
    }

    private Answer rotate(String body) {
        return request(body).as(hook.tenant()).send();
    }

    private Request request(String body) {
        return Request.post("/v1/connections/" + hook.connection() + "/rotate-credentials", body);
    }

    private Answer get() {
        return Request.get("/v1/connections/" + hook.connection())
                .as(hook.tenant())
                .send()
                .hasStatus(200);
    }

    private Answer deliver(String secret) {
        deliveries++;
        return hook.unsigned("push", "d-" + deliveries, PAYLOAD)
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", GitHubExamples.signature(secret, PAYLOAD))
                .send();
    }

    private int storedSecrets() {
        return Stored.rows(
                        row -> row.getInt(1),
                        "select cardinality(webhook_secrets) from public.connection_routes where tenant_id = ?",
                        hook.tenant().id().uuid())
                .getFirst();
    }

    private byte[] credentials() {
        return Stored.rows(hook.tenant().id(), row -> row.getBytes(1), "select credentials from {t}.connections")
                .getFirst();
    }
}
