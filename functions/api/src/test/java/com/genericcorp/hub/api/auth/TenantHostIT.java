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

    private Answer byHost(String host) {
        return Request.get("/v1/tenant").as(tenant).header("Host", host).send();
    }
}
