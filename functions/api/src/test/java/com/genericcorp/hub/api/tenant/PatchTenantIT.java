package com.genericcorp.hub.api.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class PatchTenantIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());
    private final String path = "/admin/v1/tenants/" + tenant.id();

    @Test
    void changesWhatItNamesAndNothingElse() {
        Answer renamed = patch("{\"name\":\"New Name\"}").hasStatus(200);
        Answer moved = patch("{\"plan\":\"team\"}").hasStatus(200);

        assertThat(renamed.field("name")).isEqualTo("New Name");
        assertThat(renamed.field("plan")).isEqualTo("beta");
        assertThat(limits(renamed)).isEqualTo("1000 20 500");
        assertThat(moved.field("name")).isEqualTo("New Name");
        assertThat(moved.field("plan")).isEqualTo("team");
        assertThat(limits(moved)).isEqualTo("20000 100 2000");
        assertThat(get().json()).isEqualTo(moved.json());
    }

    @Test
    void keepsLimitsOfItsOwnUntilTheyAreRemoved() {
        Answer own = patch("{\"limits\":{\"requests_per_hour\":7,\"ingest_burst\":9}}");
        Answer otherPlan = patch("{\"plan\":\"team\"}");
        Answer oneRemoved = patch("{\"limits\":{\"requests_per_hour\":null}}");
        Answer allRemoved = patch("{\"limits\":null}");

        assertThat(limits(own)).isEqualTo("7 20 9");
        assertThat(limits(otherPlan)).isEqualTo("7 100 9");
        assertThat(limits(oneRemoved)).isEqualTo("20000 100 9");
        assertThat(limits(allRemoved)).isEqualTo("20000 100 2000");
    }

    @Test
    void showsTheTenantItsOwnLimits() {
        patch("{\"limits\":{\"ingest_per_second\":3}}").hasStatus(200);

        Answer own = Request.get("/v1/tenant").as(tenant).send().hasStatus(200);

        assertThat(limits(own)).isEqualTo("1000 3 500");
    }

    @Test
    void holdsTheNewLimitAtOnce() {
        Request.get("/v1/tenant").as(tenant).send().hasStatus(200);

        patch("{\"limits\":{\"requests_per_hour\":1}}").hasStatus(200);

        Request.get("/v1/tenant").as(tenant).send().isProblem(429, "rate-limited");
    }

    @Test
    void leavesAnAuditRecord() {
        Answer changed = patch("{\"name\":\"New Name\"}");

        assertThat(Stored.audit(tenant.id()))
                .containsExactly("operator:olga tenant.updated " + tenant.id() + " "
                        + changed.header("X-Request-Id").orElseThrow());
    }

    @Test
    void takesBothContentTypesAndNoOther() {
        Request request = Request.of("PATCH", path).asOperator().body("{\"name\":\"n\"}".getBytes(UTF_8));

        request.header("Content-Type", "application/json").send().hasStatus(200);
        request.header("Content-Type", "application/merge-patch+json; charset=utf-8")
                .send()
                .hasStatus(200);
        request.header("Content-Type", "application/json-patch+json").send().isProblem(415, "unsupported-media-type");
        request.header("Content-Type", "text/plain").send().isProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":null}                           | /name
            {"name":""}                             | /name
            {"name":" "}                            | /name
            {"name":7}                              | /name
            {"name":"a\\u0000"}                     | /name
            {"plan":null}                           | /plan
            {"plan":"gratis"}                       | /plan
            {"plan":["beta"]}                       | /plan
            {"slug":"other"}                        | /slug
            {"status":"active"}                     | /status
            {"limits":7}                            | /limits
            {"limits":{"calls":1}}                  | /limits/calls
            {"limits":{"requests_per_hour":0}}      | /limits/requests_per_hour
            {"limits":{"requests_per_hour":-1}}     | /limits/requests_per_hour
            {"limits":{"requests_per_hour":1.5}}    | /limits/requests_per_hour
            {"limits":{"requests_per_hour":"1"}}    | /limits/requests_per_hour
            {"limits":{"requests_per_hour":3e10}}   | /limits/requests_per_hour
            {"limits":{"ingest_per_second":0}}      | /limits/ingest_per_second
            {"limits":{"ingest_burst":99999999999}} | /limits/ingest_burst
            """)
    void namesTheFieldThatIsWrongAndChangesNothing(String body, String pointer) {
        Answer before = get();

        patch(body).isInvalid(pointer);

        assertThat(get().json()).isEqualTo(before.json());
        assertThat(Stored.audit(tenant.id())).isEmpty();
    }

    @Test
    void refusesANameThatIsTooLong() {
        patch("{\"name\":\"" + "n".repeat(201) + "\"}").isInvalid("/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"name\"", "{", "{\"name\":\"a\",\"name\":\"b\"}", "{} {}"})
    void refusesWhatIsNoObject(String body) {
        Answer answer = patch(body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(Stored.audit(tenant.id())).isEmpty();
    }

    @Test
    void changesASuspendedTenantToo() {
        status("suspended");

        patch("{\"name\":\"New Name\"}").hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "offboarding"})
    void refusesWhileTheTenantIsMadeOrEnds(String status) {
        status(status);

        patch("{\"name\":\"New Name\"}").isProblem(409, "conflict");

        assertThat(get().field("name")).isEqualTo("Tenant " + tenant.slug());
        assertThat(Stored.audit(tenant.id())).isEmpty();
    }

    @Test
    void knowsNoTenantOfAnotherId() {
        String unknown = new Ids(Clock.systemUTC(), new SecureRandom())
                .next(IdKind.TENANT)
                .toString();

        for (String id : new String[] {unknown, "ten_x", "x"}) {
            Request.of("PATCH", "/admin/v1/tenants/" + id)
                    .asOperator()
                    .header("Content-Type", "application/json")
                    .body("{}".getBytes(UTF_8))
                    .send()
                    .isProblem(404, "not-found");
        }
    }

    @Test
    void isForOperatorsOnly() {
        Request request = Request.of("PATCH", path)
                .header("Content-Type", "application/json")
                .body("{\"name\":\"n\"}".getBytes(UTF_8));

        request.send().isProblem(401, "unauthenticated");
        request.as(tenant).send().isProblem(403, "forbidden");
    }

    private Answer patch(String body) {
        return Request.of("PATCH", path)
                .asOperator()
                .header("Content-Type", "application/merge-patch+json")
                .body(body.getBytes(UTF_8))
                .send();
    }

    private Answer get() {
        return Request.get(path).asOperator().send().hasStatus(200);
    }

    private void status(String status) {
        Stored.change(
                "update public.tenants set status = ? where id = ?",
                status,
                tenant.id().uuid());
    }

    private static String limits(Answer answer) {
        JsonNode limits = answer.hasStatus(200).json().get("limits");
        return limits.get("requests_per_hour").intValue() + " "
                + limits.get("ingest_per_second").intValue() + " "
                + limits.get("ingest_burst").intValue();
    }
}
