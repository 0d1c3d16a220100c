package com.genericcorp.hub.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.client.Together;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators ask for; what the operations then do is tested where they are worked on. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class TenantLifecycleIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            suspend  | active    | suspended   | mark_suspended | tenant.suspended
            resume   | suspended | active      | mark_active    | tenant.resumed
            offboard | active    | offboarding | close          | tenant.offboarding_started
            offboard | suspended | offboarding | close          | tenant.offboarding_started
            """)
    void setsTheStatusAndStartsAnOperation(String kind, String from, String to, String step, String action) {
        status(from);

        Answer answer = ask(kind);

        answer.hasStatus(202);
        assertThat(answer.header("Location")).contains("/admin/v1/operations/" + answer.field("id"));
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.field("kind")).isEqualTo(kind);
        assertThat(answer.field("status")).isEqualTo("pending");
        assertThat(answer.field("tenant_id")).isEqualTo(tenant.id().toString());
        assertThat(answer.json().at("/steps/0/name").asText()).isEqualTo(step);
        assertThat(answer.json().at("/steps/0/status").asText()).isEqualTo("succeeded");
        assertThat(answer.json().at("/steps/1/name").asText()).isEqualTo("clear_caches");
        assertThat(answer.json().at("/steps/1/status").asText()).isEqualTo("pending");
        assertThat(get().field("status")).isEqualTo(to);
        assertThat(operation(answer).json()).isEqualTo(answer.json());
        assertThat(Stored.audit(tenant.id()))
                .containsExactly("operator:olga " + action + " " + tenant.id() + " "
                        + answer.header("X-Request-Id").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "suspend, provisioning",
        "suspend, suspended",
        "suspend, offboarding",
        "resume, provisioning",
        "resume, active",
        "resume, offboarding",
        "offboard, provisioning",
        "offboard, offboarding"
    })
    void refusesWhatTheStatusForbidsAndChangesNothing(String kind, String status) {
        status(status);

        Answer answer = ask(kind);

        answer.isProblem(409, "conflict");
        assertThat(answer.field("detail")).isEqualTo("The tenant is " + status + ".");
        assertThat(get().field("status")).isEqualTo(status);
        assertThat(operations()).isEmpty();
        assertThat(Stored.audit(tenant.id())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"suspend, active", "resume, suspended", "offboard, active"})
    void refusesTheSecondOfTwoAtOnce(String kind, String from) {
        status(from);

        List<Answer> answers = Together.send(2, () -> request(kind).asOperator());

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(202, 409);
        assertThat(operations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"suspend, active", "resume, suspended", "offboard, active"})
    void goesOnWithAnOperationThatFailed(String kind, String from) {
        status(from);
        Answer first = ask(kind).hasStatus(202);
        end(first, "failed");

        Answer again = ask(kind);

        again.hasStatus(202);
        assertThat(again.field("id")).isEqualTo(first.field("id"));
        assertThat(again.field("status")).isEqualTo("pending");
        assertThat(again.json().has("error")).isFalse();
        assertThat(operations()).hasSize(1);
        assertThat(Stored.rows(
                        row -> row.getLong("tries"),
                        "select fence - tries_from as tries from public.operations where tenant_id = ?",
                        tenant.id().uuid()))
                .containsExactly(0L);
        assertThat(Stored.audit(tenant.id())).hasSize(2);
    }

    @Test
    void goesOnWithNothingOnceTheTenantIsSomethingElse() {
        status("suspended");
        Answer resumed = ask("resume").hasStatus(202);
        end(resumed, "failed");
        status("offboarding");

        ask("resume").isProblem(409, "conflict");

        assertThat(operation(resumed).field("status")).isEqualTo("failed");
        assertThat(Stored.audit(tenant.id())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"pending", "running", "succeeded"})
    void refusesToRepeatAnOperationThatHasNotFailed(String status) {
        Answer first = ask("offboard").hasStatus(202);
        end(first, status);

        ask("offboard").isProblem(409, "conflict");

        assertThat(operation(first).field("status")).isEqualTo(status);
        assertThat(Stored.audit(tenant.id())).hasSize(1);
    }

    @Test
    void endsEveryKeyOfATenantThatLeaves() {
        TestTenant other = TestTenants.create(TestServers.shared());
        Request.get("/v1/tenant").as(tenant).send().hasStatus(200);

        ask("offboard").hasStatus(202);

        Request.get("/v1/tenant").as(tenant).send().isProblem(401, "unauthenticated");
        Request.get("/v1/tenant").as(other).send().hasStatus(200);
        assertThat(Stored.rows(
                        row -> 1,
                        "select id from public.api_keys where tenant_id = ? and revoked_at is null",
                        tenant.id().uuid()))
                .isEmpty();
    }

    @Test
    void letsNobodyOfASuspendedTenantInUntilItIsResumed() {
        Request request = Request.get("/v1/tenant").as(tenant);
        request.send().hasStatus(200);

        ask("suspend").hasStatus(202);
        request.send().isProblem(403, "tenant-suspended");
        Request.get("/v1/events").as(tenant).send().isProblem(403, "tenant-suspended");

        ask("resume").hasStatus(202);
        request.send().hasStatus(200);
    }

    @Test
    void takesNoWebhookForASuspendedTenant() {
        Answer connection = Request.post(
                        "/v1/connections", "{\"provider\":\"github\",\"name\":\"n\",\"webhook_secret\":\"12345678\"}")
                .as(tenant)
                .send()
                .hasStatus(201);
        Request webhook = Request.post("/v1/ingest/" + connection.field("id"), "{}");
        webhook.send().isProblem(401, "bad-signature");

        ask("suspend").hasStatus(202);

        webhook.send().isProblem(403, "tenant-suspended");
    }

    @Test
    void showsEveryOperatorWhereTheExportIs() {
        Answer first = ask("offboard").hasStatus(202);
        end(first, "succeeded");
        Stored.change(
                "update public.operations set export = 's3://b/exports/x.jsonl.gz' where id = ?",
                Id.parse(IdKind.OPERATION, first.field("id")).orElseThrow().uuid());

        Answer shown = operation(first);

        assertThat(shown.json().get("result").toString()).isEqualTo("{\"export\":\"s3://b/exports/x.jsonl.gz\"}");
    }

    @ParameterizedTest
    @CsvSource({"suspend", "resume", "offboard"})
    void knowsNoTenantOfAnotherId(String kind) {
        String unknown = new Ids(Clock.systemUTC(), new SecureRandom())
                .next(IdKind.TENANT)
                .toString();

        for (String id : new String[] {unknown, "ten_x", "x"}) {
            request(kind, id).asOperator().send().isProblem(404, "not-found");
        }
    }

    @ParameterizedTest
    @CsvSource({"suspend", "resume", "offboard"})
    void isForOperatorsOnly(String kind) {
        request(kind).send().isProblem(401, "unauthenticated");
        request(kind).as(tenant).send().isProblem(403, "forbidden");

        assertThat(operations()).isEmpty();
    }

    private Answer ask(String kind) {
        return request(kind).asOperator().send();
    }

    private Request request(String kind) {
        return request(kind, tenant.id().toString());
    }

    private static Request request(String kind, String id) {
        String path = "/admin/v1/tenants/" + id;
        return kind.equals("offboard") ? Request.delete(path) : Request.of("POST", path + "/" + kind);
    }

    private Answer get() {
        return Request.get("/admin/v1/tenants/" + tenant.id())
                .asOperator()
                .send()
                .hasStatus(200);
    }

    private static Answer operation(Answer started) {
        return Request.get(started.header("Location").orElseThrow())
                .bearer(TestIssuers.shared().operator("oscar"))
                .send()
                .hasStatus(200);
    }

    private List<String> operations() {
        return Stored.rows(
                row -> row.getString("kind"),
                "select kind from public.operations where tenant_id = ?",
                tenant.id().uuid());
    }

    private void status(String status) {
        Stored.change(
                "update public.tenants set status = ? where id = ?",
                status,
                tenant.id().uuid());
    }

    /** As a worker leaves it after three tries. */
    private static void end(Answer started, String status) {
        Stored.change(
                """
                update public.operations set status = ?, error = case when ? = 'failed' then 'given up' end,
                  finished_at = ?, fence = 3
                where id = ?
                """,
                status,
                status,
                Instant.now(),
                Id.parse(IdKind.OPERATION, started.field("id")).orElseThrow().uuid());
    }
}
