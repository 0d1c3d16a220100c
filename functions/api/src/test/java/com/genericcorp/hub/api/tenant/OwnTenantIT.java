package com.genericcorp.hub.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class OwnTenantIT {
    @Test
    void showsTheCallersOwnTenantItsPlanAndItsLimits() {
        TestTenant tenant = TestTenants.create(TestServers.shared());

        Answer answer = Request.get("/v1/tenant").as(tenant).send();

        answer.hasStatus(200);
        assertThat(answer.header("Content-Type")).contains("application/json;charset=UTF-8");
        assertThat(answer.field("id")).isEqualTo(tenant.id().toString());
        assertThat(answer.field("slug")).isEqualTo(tenant.slug());
        assertThat(answer.field("plan")).isEqualTo("beta");
        assertThat(answer.field("status")).isEqualTo("active");
        assertThat(answer.json().at("/limits/requests_per_hour").asInt()).isEqualTo(1000);
        assertThat(answer.json().path("schema_version").asInt()).isPositive();
        assertThat(answer.field("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }
}
