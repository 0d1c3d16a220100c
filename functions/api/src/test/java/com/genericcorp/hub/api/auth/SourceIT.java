package com.genericcorp.hub.api.auth;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.limit.Pace;
import com.genericcorp.hub.access.limit.Paces;
import com.genericcorp.hub.access.limit.Verdict;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.redis.client.Command;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Look-ups that find nobody are held against where they come from. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
@TestProfile(SourceIT.BehindAnEdge.class)
class SourceIT {
    private static final String EDGE_SECRET = "what-only-the-edge-knows";
    private static final Pace USED_UP = new Pace("look-ups", 1, 2000);

    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @Inject
    Paces paces;

    @Inject
    RedisCalls redis;

    /** Other tests come from the same addresses. */
    @AfterEach
    void giveBack() {
        for (String source : List.of("127.0.0.1", "203.0.113.7")) {
            redis.send(Command.DEL, RedisKeys.lookUps(source));
        }
    }

    /** Behind an edge that names the client's address. */
    public static final class BehindAnEdge implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hub.edge-secret", EDGE_SECRET);
        }
    }

    @Test
    void anAddressThatTheEdgeNamesIsHeldAgainst() {
        useUp("198.51.100.9");

        throughTheEdge("198.51.100.9").isProblem(429, "rate-limited");
        throughTheEdge("198.51.100.10").isProblem(401, "unauthenticated");
    }

    @Test
    void anAddressThatAnybodyElseNamesIsNot() {
        useUp("198.51.100.19");

        unknown().header("X-Hub-Client-Address", "198.51.100.19").send().isProblem(401, "unauthenticated");
        unknown()
                .header("X-Hub-Client-Address", "198.51.100.19")
                .header("X-Hub-Edge", EDGE_SECRET + "!")
                .send()
                .isProblem(401, "unauthenticated");
    }

    @Test
    void aSubscribersIpv6AddressesAreOne() {
        useUp("2001:db8:0:9:0:0:0:0/64");

        throughTheEdge("2001:db8:0:9::abcd").isProblem(429, "rate-limited");
        throughTheEdge("2001:db8:0:9:ffff:ffff:ffff:ffff").isProblem(429, "rate-limited");
        throughTheEdge("2001:db8:0:a::1").isProblem(401, "unauthenticated");
    }

    /** On Lambda what API Gateway saw, elsewhere the other end of the connection. */
    @Test
    void withoutAnEdgeItIsTheCallersOwnAddress() {
        useUp("203.0.113.7");
        useUp("127.0.0.1");

        unknown().send().isProblem(429, "rate-limited");
        throughTheEdge("nonsense.example").isProblem(429, "rate-limited");
        throughTheEdge("198.51.100.29").isProblem(401, "unauthenticated");
    }

    @Test
    void inventedConnectionsAreHeldAgainstItToo() {
        useUp("198.51.100.39");

        webhook("198.51.100.39").isProblem(429, "rate-limited");
        webhook("198.51.100.40").isProblem(404, "not-found");
    }

    private static Answer webhook(String address) {
        Id invented = new Ids(Clock.systemUTC(), new SecureRandom()).next(IdKind.CONNECTION);
        return Request.post("/v1/ingest/" + invented, "{}")
                .header("X-Hub-Edge", EDGE_SECRET)
                .header("X-Hub-Client-Address", address)
                .send();
    }

    /** Takes more than any real limit would leave. */
    private void useUp(String source) {
        int taken = 0;
        while (taken < 400 && paces.charge(USED_UP, RedisKeys.lookUps(source)) instanceof Verdict.Within) {
            taken++;
        }
    }

    private Answer throughTheEdge(String address) {
        return unknown()
                .header("X-Hub-Edge", EDGE_SECRET)
                .header("X-Hub-Client-Address", address)
                .send();
    }

    private Request unknown() {
        return Request.get("/v1/tenant")
                .bearer(ApiKey.generate(tenant.id(), new SecureRandom()).secret());
    }
}
