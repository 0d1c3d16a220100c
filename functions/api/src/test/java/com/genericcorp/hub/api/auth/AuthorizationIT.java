package com.genericcorp.hub.api.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class AuthorizationIT {
    private static final String UNKNOWN = "_01arz3ndektsv4rrffq69g5fav";

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/tenant",
        "GET,/v1/connections",
        "POST,/v1/connections",
        "GET,/v1/connections/con" + UNKNOWN,
        "DELETE,/v1/connections/con" + UNKNOWN,
        "PATCH,/v1/connections/con" + UNKNOWN,
        "POST,/v1/connections/con" + UNKNOWN + "/rotate-credentials",
        "GET,/v1/events",
        "POST,/v1/events",
        "GET,/v1/events/evt" + UNKNOWN,
        "GET,/v1/audit-log",
        "POST,/v1/feedback",
        "GET,/v1/operations/op" + UNKNOWN
    })
    void keepsOperatorsOutOfTenantsPaths(String method, String path) {
        json(method, path).asOperator().send().isProblem(403, "forbidden");
        json(method, path).send().isProblem(401, "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/admin/v1/tenants",
        "POST,/admin/v1/tenants",
        "GET,/admin/v1/tenants/ten" + UNKNOWN,
        "POST,/admin/v1/tenants/ten" + UNKNOWN + "/api-keys",
        "GET,/admin/v1/operations/op" + UNKNOWN
    })
    void keepsTenantsOutOfOperatorsPaths(String method, String path) {
        TestTenant tenant = TestTenants.create(TestServers.shared());

        json(method, path).as(tenant).send().isProblem(403, "forbidden");
        json(method, path)
                .bearer(TestIssuers.shared().tenant(tenant.id(), "tenant-admin"))
                .send()
                .isProblem(403, "forbidden");
        json(method, path).send().isProblem(401, "unauthenticated");
    }

    @Test
    void asksForTheScopeOfThePath() {
        TestTenant events = TestTenants.create(TestServers.shared().ownerDatabase(), "events");
        TestTenant connections = TestTenants.create(TestServers.shared().ownerDatabase(), "connections", "unheard-of");

        Request.get("/v1/events").as(events).send().hasStatus(200);
        Request.get("/v1/connections").as(events).send().isProblem(403, "forbidden");
        Request.get("/v1/tenant").as(events).send().hasStatus(200);
        Request.get("/v1/connections").as(connections).send().hasStatus(200);
        Request.get("/v1/events").as(connections).send().isProblem(403, "forbidden");
    }

    @Test
    void letsAMemberLookAndNotChange() {
        TestTenant tenant = TestTenants.create(TestServers.shared());
        String member = TestIssuers.shared().tenant(tenant.id(), "tenant-member");

        Request.get("/v1/connections").bearer(member).send().hasStatus(200);
        json("POST", "/v1/connections").bearer(member).send().isProblem(403, "forbidden");
        Request.delete("/v1/connections/con" + UNKNOWN).bearer(member).send().isProblem(403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tenant", "/v1/connections", "/v1/events", "/v1/audit-log"})
    void tellsASuspendedTenantThatItIs(String path) {
        TestTenant tenant = TestTenants.create(TestServers.shared());
        Stored.change(
                "update public.tenants set status = 'suspended' where id = ?",
                tenant.id().uuid());

        Request.get(path).as(tenant).send().isProblem(403, "tenant-suspended");
        Request.get(path)
                .bearer(TestIssuers.shared().tenant(tenant.id(), "tenant-admin"))
                .send()
                .isProblem(403, "tenant-suspended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "offboarding"})
    void doesNotServeATenantThatIsNotActive(String status) {
        TestTenant tenant = TestTenants.create(TestServers.shared());
        Stored.change(
                "update public.tenants set status = ? where id = ?",
                status,
                tenant.id().uuid());

        assertThat(Request.get("/v1/tenant")
                        .as(tenant)
                        .send()
                        .isProblem(403, "forbidden")
                        .field("detail"))
                .isNotBlank();
    }

    private static Request json(String method, String path) {
        return switch (method) {
            case "POST" -> Request.post(path, "{}");
            case "PATCH" ->
                Request.of(method, path)
                        .header("Content-Type", "application/json")
                        .body("{}".getBytes(UTF_8));
            default -> Request.of(method, path);
        };
    }
}
