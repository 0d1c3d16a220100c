package com.genericcorp.hub.api.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.secrets.LocalMasterKey;
import com.genericcorp.hub.secrets.Place;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class OperationIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Answer created = Request.post("/admin/v1/tenants", """
                    {"slug":"s%s","name":"n","plan":"beta","admin_email":"a@example.com"}""".formatted(
                            UUID.randomUUID().toString().substring(0, 18)))
            .asOperator()
            .send()
            .hasStatus(202);

    private final Id operation = Id.parse(IdKind.OPERATION, created.field("id")).orElseThrow();

    @Test
    void showsTheKeyToTheOperatorWhoAskedForIt() {
        succeed(Duration.ofMinutes(10));

        Answer own = get().asOperator().send();
        Answer others = get().bearer(TestIssuers.shared().operator("oscar")).send();

        assertThat(own.hasStatus(200).field("status")).isEqualTo("succeeded");
        assertThat(own.json().at("/result/api_key").asText()).isEqualTo("the first key");
        assertThat(own.header("Cache-Control")).contains("no-store");
        assertThat(others.hasStatus(200).json().has("result")).isFalse();
    }

    @Test
    void hidesTheKeyAfterItsTime() {
        succeed(Duration.ofSeconds(-1));

        assertThat(get().asOperator().send().hasStatus(200).json().has("result"))
                .isFalse();
    }

    @Test
    void tellsWhyAnOperationFailed() {
        Stored.change(
                "update public.operations set status = 'failed', error = 'no room' where id = ?", operation.uuid());

        Answer failed = get().asOperator().send();

        assertThat(failed.hasStatus(200).field("status")).isEqualTo("failed");
        assertThat(failed.field("error")).isEqualTo("no room");
        assertThat(failed.json().at("/steps/1/status").asText()).isEqualTo("failed");
        assertThat(failed.json().at("/steps/2/status").asText()).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"op_01arz3ndektsv4rrffq69g5fav", "ten_01arz3ndektsv4rrffq69g5fav", "x", "op_"})
    void knowsNoOperationOfAnotherId(String id) {
        Request.get("/admin/v1/operations/" + id).asOperator().send().isProblem(404, "not-found");
    }

    private Request get() {
        return Request.get("/admin/v1/operations/" + operation);
    }

    /** As the provisioning function leaves it. */
    private void succeed(Duration shownFor) {
        TenantId tenant = TenantId.parse(created.field("tenant_id")).orElseThrow();
        Secrets secrets = new Secrets(new LocalMasterKey(HubServers.MASTER_KEY, RANDOM), RANDOM);
        byte[] dataKey = secrets.newDataKey(tenant);
        byte[] result = secrets.encrypt(
                tenant, dataKey, Place.of("operations", operation.uuid(), "result"), "the first key".getBytes(UTF_8));
        Stored.change("update public.tenants set data_key = ? where id = ?", dataKey, tenant.uuid());
        Stored.change(
                "update public.operations set status = 'succeeded', result = ?, result_expires_at = ? where id = ?",
                result,
                Instant.now().plus(shownFor),
                operation.uuid());
    }
}
