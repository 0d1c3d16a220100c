package com.genericcorp.hub.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.client.Together;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class CreateTenantIT {
    @Test
    void answersWithTheOperationThatMakesTheTenant() {
        Answer answer = create(TenantBodies.of(TenantBodies.freshSlug()));

        answer.hasStatus(202);
        assertThat(answer.header("Location")).contains("/admin/v1/operations/" + answer.field("id"));
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.field("id")).matches("op_[0-9a-z]{26}");
        assertThat(answer.field("kind")).isEqualTo("provision");
        assertThat(answer.field("status")).isEqualTo("pending");
        assertThat(answer.json().has("result")).isFalse();
        assertThat(answer.json().path("steps").findValuesAsText("name"))
                .containsExactly(
                        "reserve_slug",
                        "create_role_and_schema",
                        "migrate_schema",
                        "configure",
                        "create_first_api_key",
                        "activate");
        assertThat(answer.json().path("steps").findValuesAsText("status"))
                .containsExactly("succeeded", "pending", "pending", "pending", "pending", "pending");
        assertThat(answer.json().at("/steps/0/finished_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(answer.json().at("/steps/1/started_at").isNull()).isTrue();
    }

    @Test
    void showsTheOperationWhereTheLocationPoints() {
        Answer created = create(TenantBodies.of(TenantBodies.freshSlug()));

        Answer operation = Request.get(created.header("Location").orElseThrow())
                .asOperator()
                .send();

        operation.hasStatus(200);
        assertThat(operation.header("Cache-Control")).contains("no-store");
        assertThat(operation.json()).isEqualTo(created.json());
    }

    @Test
    void storesTheTenantAsProvisioningWithItsAuditRecord() {
        String slug = TenantBodies.freshSlug();

        Answer created = create(TenantBodies.of(slug));

        TenantId tenant = TenantId.parse(created.field("tenant_id")).orElseThrow();
        assertThat(Stored.rows(
                        row -> row.getString("status") + " " + row.getString("tenant_role"),
                        "select status, tenant_role from public.tenants where slug = ?",
                        slug))
                .containsExactly("provisioning " + tenant.role());
        assertThat(Stored.audit(tenant))
                .containsExactly("operator:olga tenant.created " + tenant + " "
                        + created.header("X-Request-Id").orElseThrow());
    }

    @Test
    void givesASlugToOneOfTwoAtOnce() {
        String slug = TenantBodies.freshSlug();

        List<Answer> answers = Together.send(
                2,
                () -> Request.post("/admin/v1/tenants", TenantBodies.of(slug)).asOperator());

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(202, 409);
        answers.stream()
                .filter(answer -> answer.status() == 409)
                .forEach(answer -> answer.isProblem(409, "slug-taken"));
        assertThat(Stored.rows(row -> row.getLong(1), "select count(*) from public.tenants where slug = ?", slug))
                .containsExactly(1L);
        assertThat(Stored.rows(row -> row.getLong(1), """
                        select count(*) from public.operations o join public.tenants t on t.id = o.tenant_id
                        where t.slug = ?
                        """, slug)).containsExactly(1L);
    }

    private static Answer create(String body) {
        return Request.post("/admin/v1/tenants", body).asOperator().send();
    }
}
