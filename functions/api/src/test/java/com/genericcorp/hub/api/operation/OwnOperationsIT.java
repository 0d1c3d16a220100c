package com.genericcorp.hub.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class OwnOperationsIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());
    private final Id operation = store(tenant);

    @Test
    void showsAnOperationWithoutWhatIsTheOperators() {
        Answer shown = get().as(tenant).send();

        shown.hasStatus(200);
        assertThat(shown.field("id")).isEqualTo(operation.toString());
        assertThat(shown.field("kind")).isEqualTo("resume");
        assertThat(shown.field("status")).isEqualTo("running");
        assertThat(shown.field("tenant_id")).isEqualTo(tenant.id().toString());
        assertThat(shown.json().at("/steps/0/name").asText()).isEqualTo("mark_active");
        assertThat(shown.json().at("/steps/0/status").asText()).isEqualTo("succeeded");
        assertThat(shown.json().at("/steps/0/finished_at").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(shown.json().at("/steps/1/status").asText()).isEqualTo("running");
        assertThat(shown.json().size()).isEqualTo(5);
        assertThat(shown.text()).doesNotContain("result", "olga");
    }

    @Test
    void tellsWhyAnOperationFailed() {
        Stored.change(
                "update public.operations set status = 'failed', error = 'no room' where id = ?", operation.uuid());

        assertThat(get().as(tenant).send().hasStatus(200).field("error")).isEqualTo("no room");
    }

    @Test
    void hidesAnotherTenantsOperation() {
        TestTenant other = TestTenants.create(TestServers.shared());

        get().as(other).send().isProblem(404, "not-found");
    }

    @Test
    void isForEveryCallerOfTheTenant() {
        get().bearer(TestIssuers.shared().tenant(tenant.id(), "tenant-member"))
                .send()
                .hasStatus(200);
        get().asOperator().send().isProblem(403, "forbidden");
        get().send().isProblem(401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"op_01arz3ndektsv4rrffq69g5fav", "ten_01arz3ndektsv4rrffq69g5fav", "x", "op_"})
    void knowsNoOperationOfAnotherId(String id) {
        Request.get("/v1/operations/" + id).as(tenant).send().isProblem(404, "not-found");
    }

    private Request get() {
        return Request.get("/v1/operations/" + operation);
    }

    private static Id store(TestTenant tenant) {
        Id id = new Id(IdKind.OPERATION, UUID.randomUUID());
        Timestamp now = Timestamp.from(Instant.parse("2026-01-01T00:00:00Z"));
        Stored.change("""
                insert into public.operations (id, tenant_role, tenant_id, kind, status, requested_by, request_id,
                  result, result_expires_at, lease_until, hinted_at, created_at)
                values (?, ?, ?, 'resume', 'running', 'operator:olga', 'req', 'secret', 'infinity', ?, ?, ?)
                """, id.uuid(), tenant.id().role(), tenant.id().uuid(), now, now, now);
        Stored.change(
                """
                insert into public.operation_steps (operation_id, position, tenant_role, name, started_at, finished_at)
                values (?, 1, ?, 'mark_active', ?, ?), (?, 2, ?, 'clear_caches', ?, null)
                """,
                id.uuid(),
                tenant.id().role(),
                now,
                now,
                id.uuid(),
                tenant.id().role(),
                now);
        return id;
    }
}
