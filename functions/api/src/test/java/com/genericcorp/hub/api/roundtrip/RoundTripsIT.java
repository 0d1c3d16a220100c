package com.genericcorp.hub.api.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.ingest.GitHubHook;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.RedisProxy;
import com.genericcorp.hub.testing.StatementLog;
import com.genericcorp.hub.testing.StatementLog.Sent;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A warm request is one round trip to Redis and one to PostgreSQL (two where roles are entered the other way). */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
@QuarkusTestResource(ProxiedRedis.class)
@Tag("direct")
class RoundTripsIT {
    private final GitHubHook hook = GitHubHook.create();

    @Proxied
    @SuppressWarnings("NullAway.Init")
    RedisProxy redis;

    @Test
    void aReadByKey() {
        assertCost(Request.get("/v1/tenant").as(hook.tenant()), 200);
    }

    @Test
    void aReadByToken() {
        String token = TestIssuers.shared().tenant(hook.tenant().id(), "tenant-member");

        assertCost(Request.get("/v1/events").bearer(token), 200);
    }

    @Test
    void aWebhook() {
        hook.delivery("d-1", "{}".getBytes(UTF_8)).send().hasStatus(202);

        assertCost(hook.delivery("d-2", "{}".getBytes(UTF_8)), 202);
    }

    @Test
    void anOperatorsRead() {
        assertCost(Request.get("/admin/v1/tenants/" + hook.tenant().id()).asOperator(), 200);
    }

    /** Its second round trip to Redis reads the requests that nobody has flushed yet. */
    @Test
    void aReadOfUsage() {
        assertCost(Request.get("/v1/usage").as(hook.tenant()), 200, 2);
    }

    @Test
    void anOperatorsReadOfPrices() {
        assertCost(Request.get("/admin/v1/price-book").asOperator(), 200);
    }

    private void assertCost(Request request, int status) {
        assertCost(request, status, 1);
    }

    private void assertCost(Request request, int status, int toRedis) {
        // The first request may find nothing cached.
        request.send().hasStatus(status);
        int sendings = redis.sendings();
        int statements = statements().size();

        request.send().hasStatus(status);

        assertThat(redis.sendings() - sendings).as("round trips to Redis").isEqualTo(toRedis);
        List<String> sent =
                statements().stream().skip(statements).map(Sent::text).toList();
        assertThat(sent)
                .filteredOn(text -> text.startsWith("select hub.act_as"))
                .hasSize(1);
        assertThat(sent)
                .as("statements besides entering the role")
                .filteredOn(text -> !text.startsWith("select hub.act_as"))
                // The driver asks a connection that lay idle while this test read the log: an empty statement.
                .filteredOn(text -> !List.of("BEGIN", "COMMIT", "").contains(text.strip()))
                .hasSize(1);
    }

    private static List<Sent> statements() {
        return StatementLog.read(TestServers.shared().postgres().log())
                .only(sent -> sent.application().equals("hub"))
                .statements();
    }
}
