package com.genericcorp.hub.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.client.Together;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What callers are told of their limits. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class RateLimitIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @Inject
    AccessCache cache;

    @Test
    void everyAnswerToATenantTellsWhatIsLeft() {
        assertThat(limits(ask().hasStatus(200), 1000)).isEqualTo(999);
        assertThat(limits(Request.get("/v1/events/nothing").as(tenant).send().hasStatus(404), 1000))
                .isEqualTo(998);
        assertThat(limits(Request.post("/v1/connections", "{").as(tenant).send().hasStatus(400), 1000))
                .isEqualTo(997);
        assertThat(limits(Request.get("/admin/v1/tenants").as(tenant).send().hasStatus(403), 1000))
                .isEqualTo(996);
    }

    @Test
    void keysAndPeopleOfATenantShareItsLimit() {
        limit(2);
        String person = TestIssuers.shared().tenant(tenant.id(), "tenant-member");

        ask().hasStatus(200);
        assertThat(limits(Request.get("/v1/tenant").bearer(person).send().hasStatus(200), 2))
                .isZero();
        Request.get("/v1/tenant").bearer(person).send().isProblem(429, "rate-limited");
        ask().isProblem(429, "rate-limited");
    }

    @Test
    void overTheLimitItIsSaidWhenToComeBack() {
        limit(1);
        ask().hasStatus(200);

        Answer refused = ask().isProblem(429, "rate-limited");

        long retryAfter = Long.parseLong(refused.header("Retry-After").orElseThrow());
        assertThat(retryAfter).isBetween(3540L, 3660L);
        assertThat(refused.header("RateLimit-Policy")).contains("\"default\";q=1;w=3600");
        assertThat(refused.header("RateLimit")).contains("\"default\";r=0;t=" + retryAfter);
        assertThat(refused.field("detail")).contains("default");
    }

    @Test
    void fiftyAtOnceGetExactlyTheTwentyThatAreAllowed() {
        TestTenant neighbour = TestTenants.create(TestServers.shared());
        limit(20);

        List<Answer> answers = Together.send(50, () -> Request.get("/v1/tenant").as(tenant));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(20);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(30);
        assertThat(limits(Request.get("/v1/tenant").as(neighbour).send().hasStatus(200), 1000))
                .isEqualTo(999);
    }

    @Test
    void operatorsHaveAPaceOfTheirOwn() {
        Answer answer = Request.get("/admin/v1/tenants?limit=1")
                .bearer(TestIssuers.shared().operator("hurried"))
                .send()
                .hasStatus(200);

        assertThat(answer.header("RateLimit-Policy")).contains("\"operator\";q=500;w=10");
        assertThat(answer.header("RateLimit")).contains("\"operator\";r=499;t=1");
    }

    @Test
    void whoIsNobodyIsToldNothingOfLimits() {
        Answer answer = Request.get("/v1/tenant").send().isProblem(401, "unauthenticated");

        assertThat(answer.header("RateLimit")).isEmpty();
        assertThat(answer.header("RateLimit-Policy")).isEmpty();
    }

    @Test
    void aSuspendedTenantMayDoNothingAndIsChargedNothing() {
        status("suspended");
        for (int i = 0; i < 3; i++) {
            Answer refused = ask().isProblem(403, "tenant-suspended");
            assertThat(refused.header("RateLimit")).isEmpty();
        }

        status("active");

        assertThat(limits(ask().hasStatus(200), 1000)).isEqualTo(999);
    }

    private Answer ask() {
        return Request.get("/v1/tenant").as(tenant).send();
    }

    private void limit(int requestsPerHour) {
        Stored.change(
                "update public.tenants set requests_per_hour = ? where id = ?",
                requestsPerHour,
                tenant.id().uuid());
        cache.forgetAll(tenant.id(), List.of(), List.of());
    }

    private void status(String status) {
        Stored.change(
                "update public.tenants set status = ? where id = ?",
                status,
                tenant.id().uuid());
        cache.forgetAll(tenant.id(), List.of(), List.of());
    }

    /** What is left, when the policy is the hourly one of {@code quota}. */
    private static long limits(Answer answer, int quota) {
        assertThat(answer.header("RateLimit-Policy")).contains("\"default\";q=" + quota + ";w=3600");
        String limit = answer.header("RateLimit").orElseThrow();
        assertThat(limit).matches("\"default\";r=\\d+;t=\\d+");
        return Long.parseLong(limit.replaceAll(".*r=(\\d+).*", "$1"));
    }
}
