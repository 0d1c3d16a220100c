package com.genericcorp.hub.api.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.client.Together;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One key, one change: however often, and at whatever instant, it is asked for. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class IdempotencyKeyIT {
    private static final String BODY = """
            {"provider":"github","name":"repositories"}""";

    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @Test
    void answersARepeatedRequestAsTheFirst() {
        Answer first = connect("key-1", BODY).hasStatus(201);

        Answer again = connect("key-1", BODY).hasStatus(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(again.header("Cache-Control")).contains("no-store");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(connections()).isEqualTo(1);
        assertThat(Stored.audit(tenant.id())).hasSize(1);
    }

    @Test
    void makesOneChangeOfManyAtOnce() {
        List<Answer> answers = Together.send(12, () -> request("at-once", BODY));

        Set<Integer> statuses = answers.stream().map(Answer::status).collect(Collectors.toSet());
        assertThat(statuses).isSubsetOf(201, 409).contains(201);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.field("id"))
                        .distinct())
                .hasSize(1);
        assertThat(connections()).isEqualTo(1);
        connect("at-once", BODY).hasStatus(201);
    }

    @Test
    void refusesAKeyThatWasUsedWithAnotherBody() {
        connect("other-body", BODY).hasStatus(201);

        connect("other-body", BODY.replace("repositories", "others")).isProblem(422, "idempotency-key-reused");

        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void countsPerTenantAndPath() {
        TestTenant other = TestTenants.create(TestServers.shared());
        Answer first = connect("same", BODY).hasStatus(201);

        Answer others = request(other, "same", BODY).send().hasStatus(201);

        assertThat(others.field("id")).isNotEqualTo(first.field("id"));
        assertThat(others.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void keepsNothingOfARefusedRequest() {
        connect("mistaken", BODY.replace("github", "gitbub")).isInvalid("/provider");

        connect("mistaken", BODY).hasStatus(201);
    }

    @Test
    void tellsThatTheFirstRequestIsNotDone() {
        connect("claimed", BODY).hasStatus(201);
        claim(Instant.now().plusSeconds(10));

        connect("claimed", BODY).isProblem(409, "idempotency-key-in-use");

        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void takesOverFromARequestThatVanished() {
        connect("vanished", BODY).hasStatus(201);
        claim(Instant.now().minusSeconds(1));

        Answer again = connect("vanished", BODY).hasStatus(201);

        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(connections()).isEqualTo(2);
    }

    @Test
    void forgetsAfterADay() {
        Answer first = connect("old", BODY).hasStatus(201);
        Stored.change(
                "update public.idempotency_keys set expires_at = ? where tenant_role = ?",
                Timestamp.from(Instant.now().minusSeconds(1)),
                tenant.id().role());

        assertThat(connect("old", BODY).hasStatus(201).field("id")).isNotEqualTo(first.field("id"));
    }

    @Test
    void keepsASecretEncrypted() {
        Answer first = connect("secret", BODY).hasStatus(201);

        List<String> kept = Stored.rows(
                row -> new String(row.getBytes("body"), StandardCharsets.ISO_8859_1),
                "select body from public.idempotency_keys where tenant_role = ?",
                tenant.id().role());

        assertThat(kept).hasSize(1).noneMatch(body -> body.contains(first.field("webhook_secret")));
        assertThat(kept).noneMatch(body -> body.contains("github"));
    }

    @Test
    void worksForOperatorsEachByThemselves() {
        String body = """
                {"slug":"s%s","name":"N","plan":"beta","admin_email":"a@example.com"}""".formatted(tenant.slug());
        Answer first = provision(body, "olga").hasStatus(202);

        Answer again = provision(body, "olga").hasStatus(202);

        assertThat(again.text()).isEqualTo(first.text());
        provision(body, "otto").isProblem(409, "slug-taken");
        assertThat(TenantId.parse(first.field("tenant_id"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "ümlaut"})
    void wantsVisibleAscii(String key) {
        connect(key, BODY).isInvalid("Idempotency-Key");
    }

    @Test
    void wantsAKeyOfAtMost255Characters() {
        connect("k".repeat(256), BODY).isInvalid("Idempotency-Key");
        connect("k".repeat(255), BODY).hasStatus(201);
    }

    private static Answer provision(String body, String operator) {
        return Request.post("/admin/v1/tenants", body)
                .bearer(TestIssuers.shared().operator(operator))
                .header("Idempotency-Key", "tenant-1")
                .send();
    }

    private Answer connect(String key, String body) {
        return request(key, body).send();
    }

    private Request request(String key, String body) {
        return request(tenant, key, body);
    }

    private static Request request(TestTenant tenant, String key, String body) {
        return Request.post("/v1/connections", body).as(tenant).header("Idempotency-Key", key);
    }

    private int connections() {
        return Stored.rows(tenant.id(), row -> row.getInt(1), "select count(*) from {t}.connections")
                .getFirst();
    }

    /** As a request leaves it that ended between its claim and its change. */
    private void claim(Instant until) {
        Stored.change(
                "update public.idempotency_keys set status = null, body = null, claimed_until = ? where tenant_role = ?",
                Timestamp.from(until),
                tenant.id().role());
    }
}
