package com.genericcorp.hub.api.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.change.ChangingOperation.Prepared;
import com.genericcorp.hub.api.change.Footprint.Difference;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every change leaves one audit record, a refused one none and nothing else either. That record and change are one
 * transaction is what {@link InterruptedChangeIT} shows.
 */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class AuditedChangeIT {
    private static final String UNKNOWN_ID = "_01arz3ndektsv4rrffq69g5fav";

    private final TestTenant tenant = ChangingOperation.tenant();

    static List<ChangingOperation> operations() {
        return ChangingOperation.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void recordsWhoDidWhatToWhomByWhichRequest(ChangingOperation operation) {
        Prepared prepared = operation.prepare(tenant);
        List<Record> before = records(prepared);

        Answer answer = prepared.request().send().hasStatus(operation.status());

        List<Record> records = records(prepared);
        assertThat(records).hasSize(before.size() + 1);
        Record record = records.getLast();
        assertThat(record.actor).matches(operation.byOperator() ? "operator:olga" : "key:key_[0-9a-z]{26}");
        assertThat(record.action).isEqualTo(operation.action());
        assertThat(record.target)
                .matches(operation.isOfNoTenant() ? ChangingOperation.FAR_HOUR : "[a-z]{3}_[0-9a-z]{26}");
        if (!operation.isForEverybody()) {
            assertThat(prepared.request().target() + answer.text()).contains(record.target);
        }
        assertThat(answer.header("X-Request-Id")).contains(record.requestId);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void recordsAChangeOnceHoweverOftenItIsAskedFor(ChangingOperation operation) {
        Prepared prepared = operation.prepare(tenant);
        prepared.request().send().hasStatus(operation.status());
        Footprint made = Footprint.of(prepared.slug());

        prepared.request().send().hasStatus(operation.again());

        Difference more = Footprint.of(prepared.slug()).since(made);
        assertThat(operation.isSame() ? more.without("public.audit_log") : more).isEqualTo(Difference.NONE);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void changesAndRecordsNothingForNobody(ChangingOperation operation) {
        Prepared prepared = operation.prepare(tenant);
        Footprint before = Footprint.of(prepared.slug());

        anonymous(prepared.request()).send().isProblem(401, "unauthenticated");

        assertThat(Footprint.of(prepared.slug()).since(before)).isEqualTo(Difference.NONE);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void changesAndRecordsNothingForSomebodyElse(ChangingOperation operation) {
        Prepared prepared = operation.prepare(tenant);
        TestTenant other = TestTenants.create(TestServers.shared());
        TestTenant own = operation.byOperator() ? other : tenant;
        String member = TestIssuers.shared().tenant(own.id(), "tenant-member");
        Footprint before = Footprint.of(prepared.slug());

        List<Answer> answers = List.of(
                anonymous(prepared.request()).bearer(member).send(),
                operation.byOperator()
                        ? anonymous(prepared.request()).as(other).send()
                        : anonymous(prepared.request()).asOperator().send());

        answers.getLast().isProblem(403, "forbidden");
        if (operation.isForEverybody()) {
            answers.getFirst().hasStatus(operation.status());
            return;
        }
        answers.getFirst().isProblem(403, "forbidden");
        assertThat(Footprint.of(prepared.slug()).since(before)).isEqualTo(Difference.NONE);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void changesAndRecordsNothingForABadBody(ChangingOperation operation) {
        Prepared prepared = operation.prepare(tenant);
        if (prepared.request().body() == null) {
            return;
        }
        Footprint before = Footprint.of(prepared.slug());

        for (String body : List.of("", "{", "[]", "null", "{\"no_such_field\":1}", "{\"name\":7}")) {
            Answer answer = prepared.request()
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .send();
            assertThat(answer.status()).as("%s: %s", body, answer).isEqualTo(400);
        }

        assertThat(Footprint.of(prepared.slug()).since(before)).isEqualTo(Difference.NONE);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void changesAndRecordsNothingForAnUnknownId(ChangingOperation operation) {
        Prepared prepared = operation.prepare(tenant);
        if (!operation.route().contains("{id}")) {
            return;
        }
        Footprint before = Footprint.of(prepared.slug());
        Request request = prepared.request();
        String unknown = request.target().replaceFirst("_[0-9a-z]{26}", UNKNOWN_ID);

        new Request(request.method(), unknown, request.headers(), request.body())
                .send()
                .isProblem(404, "not-found");

        assertThat(Footprint.of(prepared.slug()).since(before)).isEqualTo(Difference.NONE);
    }

    private static Request anonymous(Request request) {
        return request.without("Authorization");
    }

    /** The audit log of the tenant that a request is about, oldest first. */
    private static List<Record> records(Prepared prepared) {
        return Stored.rows(
                row -> new Record(
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("request_id")),
                """
                select a.actor, a.action, a.target, a.request_id
                from public.audit_log a left join public.tenants t on t.id = a.tenant_id
                where t.slug = ? or a.tenant_id is null order by a.at, a.id
                """,
                prepared.slug());
    }

    private record Record(String actor, String action, String target, String requestId) {}
}
