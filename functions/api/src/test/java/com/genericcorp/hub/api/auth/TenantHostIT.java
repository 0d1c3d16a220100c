package com.genericcorp.hub.api.auth;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
@TestProfile(TenantHostIT.WithBaseDomain.class)
class TenantHostIT {
    private static final String EDGE_SECRET = "what-only-the-edge-knows";
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    /** The hub below a domain of its own, behind an edge. */
    public static final class WithBaseDomain implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hub.base-domain", "hub.test", "hub.edge-secret", EDGE_SECRET);
        }
    }

    @Test
    void servesATenantOnItsOwnSubDomain() {
        byHost(tenant.slug() + ".hub.test").hasStatus(200);
        byHost(tenant.slug().toUpperCase(Locale.ROOT) + ".HUB.TEST:8443").hasStatus(200);
        byHost(tenant.slug() + ".hub.test.").hasStatus(200);
    }

    @Test
    void refusesATenantOnAnothersSubDomain() {
        TestTenant other = TestTenants.create(TestServers.shared());

        byHost(other.slug() + ".hub.test").isProblem(403, "forbidden");
        byHost("nobody.hub.test:443").isProblem(403, "forbidden");
        byHost("deep." + tenant.slug() + ".hub.test").isProblem(403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.test",
                "api.hub.test",
                "127.0.0.1",
                "127.0.0.1:8080",
                "[::1]:8080",
                "localhost",
                "example.com",
                "othub.test"
            })
    void takesNoTenantFromAnyOtherHost(String host) {
        byHost(host).hasStatus(200);
    }

    @Test
    void believesTheForwardedHostByTheEdgesSecretAlone() {
        Request viaEdge = Request.get("/v1/tenant")
                .as(tenant)
                .header("Host", "origin.hub.test")
                .header("X-Hub-Host", "nobody.hub.test");

        viaEdge.header("X-Hub-Edge", EDGE_SECRET).send().isProblem(403, "forbidden");
        viaEdge.header("X-Hub-Edge", EDGE_SECRET + "!").send().hasStatus(200);
        viaEdge.send().hasStatus(200);
    }

    @Test
    void letsTheEdgeNameTheCallersOwnSubDomain() {
        Request.get("/v1/tenant")
                .as(tenant)
                .header("Host", "nobody.hub.test")
                .header("X-Hub-Host", tenant.slug() + ".hub.test")
                .header("X-Hub-Edge", EDGE_SECRET)
                .send()
                .hasStatus(200);
    }

    @Test
    void servesNoOperatorOnATenantsSubDomain() {
        Request operators = Request.get("/admin/v1/tenants?limit=1").asOperator();

        operators.header("Host", tenant.slug() + ".hub.test").send().isProblem(403, "forbidden");
        operators.header("Host", "admin.hub.test").send().hasStatus(200);
    }

    /** Each could be read as another host by another server on the road. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".hub.test",
                "%s..hub.test",
                "%s.hub.test..",
                "%s.hub.test:80:80",
                "%s.hub.test:port",
                "%s.hub.test:999999",
                "%s.hub.test,nobody.hub.test",
                "%s.hub.test, %s.hub.test",
                "nobody.hub.test/%s.hub.test",
                "nobody.hub.test#%s.hub.test",
                "nobody.hub.test@%s.hub.test",
                "nobody.hub.test %s.hub.test",
                "[::1].hub.test",
                "[nobody.hub.test]",
                "[::1",
                "https://%s.hub.test",
                "%%6eobody.hub.test",
                "nobody。hub.test"
            })
    void refusesAHostThatIsNotOneHost(String host) {
        String written = host.replace("%s", tenant.slug()).replace("%%", "%");

        byHost(written).isProblem(400, "bad-request");
        byEdge(written, EDGE_SECRET).isProblem(400, "bad-request");
    }

    @Test
    void refusesAHostThatIsTooLongToBeOne() {
        byEdge("a.".repeat(1000) + tenant.slug() + ".hub.test", EDGE_SECRET).isProblem(400, "bad-request");
        byHost("a.".repeat(1000) + tenant.slug() + ".hub.test").isProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub.test.",
                "HUB.test:1",
                "API.hub.test",
                "hub.test.example.com",
                "nobody.hub.test.example.com",
                "[2001:DB8::1]",
                "under_score.example.com"
            })
    void takesNoTenantFromAnyOtherHostThatTheEdgeNames(String host) {
        byHost(host).hasStatus(200);
        byEdge(host, EDGE_SECRET).hasStatus(200);
    }

    @Test
    void refusesTheForwardedHostOfAnother() {
        byEdge("NOBODY.hub.test.:8443", EDGE_SECRET).isProblem(403, "forbidden");
        byEdge("deep." + tenant.slug() + ".hub.test", EDGE_SECRET).isProblem(403, "forbidden");
        byEdge(tenant.slug().toUpperCase(Locale.ROOT) + ".hub.test.", EDGE_SECRET)
                .hasStatus(200);
    }

    @Test
    void refusesAForwardedHostThatWasSentTwice() {
        Request twice = Request.get("/v1/tenant")
                .as(tenant)
                .header("X-Hub-Edge", EDGE_SECRET)
                .header("X-Hub-Host", tenant.slug() + ".hub.test")
                .header("X-Hub-Host", "nobody.hub.test");

        twice.send().isProblem(400, "bad-request");
    }

    /** The edge sets its header; a second one is the caller's. */
    @Test
    void takesAProofThatWasSentTwiceForNone() {
        Request other = Request.get("/v1/tenant")
                .as(tenant)
                .header("Host", "origin.hub.test")
                .header("X-Hub-Host", "nobody.hub.test");

        other.header("X-Hub-Edge", EDGE_SECRET)
                .header("X-Hub-Edge", EDGE_SECRET)
                .send()
                .hasStatus(200);
        other.header("X-Hub-Edge", "wrong")
                .header("X-Hub-Edge", EDGE_SECRET)
                .send()
                .hasStatus(200);
        for (String proof : List.of("", " ", EDGE_SECRET.substring(1), EDGE_SECRET.toUpperCase(Locale.ROOT))) {
            other.header("X-Hub-Edge", proof).send().hasStatus(200);
        }
    }

    @Test
    void fallsBackToTheHostWhereTheEdgeNamesNone() {
        Request unnamed = Request.get("/v1/tenant").as(tenant).header("X-Hub-Edge", EDGE_SECRET);

        unnamed.header("X-Hub-Host", "")
                .header("Host", "nobody.hub.test")
                .send()
                .isProblem(403, "forbidden");
        unnamed.header("Host", "nobody.hub.test").send().isProblem(403, "forbidden");
        unnamed.header("X-Hub-Host", "")
                .header("Host", "origin.example.com")
                .send()
                .hasStatus(200);
    }

    /** Whoever has no credentials learns nothing about hosts. */
    @Test
    void asksForCredentialsBeforeItLooksAtTheHost() {
        Request.get("/v1/tenant").header("Host", "nobody.hub.test,").send().isProblem(401, "unauthenticated");
    }

    private Answer byEdge(String host, String proof) {
        return Request.get("/v1/tenant")
                .as(tenant)
                .header("Host", "origin.hub.test")
                .header("X-Hub-Host", host)
                .header("X-Hub-Edge", proof)
                .send();
    }

    private Answer byHost(String host) {
        return Request.get("/v1/tenant").as(tenant).header("Host", host).send();
    }
}
