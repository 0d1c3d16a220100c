package com.genericcorp.hub.api.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.change.ChangingOperation.Prepared;
import com.genericcorp.hub.api.change.Footprint.Difference;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.testing.BreakableServers;
import com.genericcorp.hub.testing.BreakingProxy;
import com.genericcorp.hub.testing.BreakingProxy.Fault;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks each change of the API at each of its exchanges with PostgreSQL, in every way: all of it is there afterwards or
 * nothing, and asked for again it is there once. Not by a pooler, which would hide what breaks.
 */
@QuarkusTest
@QuarkusTestResource(value = BreakableServers.class, restrictToAnnotatedClass = true)
@Tag("direct")
class InterruptedChangeIT {
    /** Authentication, two statements of a change and its commit, at the very least. */
    private static final int FEWEST_EXCHANGES = 4;

    private static final String AUDIT_LOG = "public.audit_log";
    private static final int TRIES = 3;

    private static final Map<String, Difference> WHOLE = new HashMap<>();
    private static final Map<String, TestTenant> TENANTS = new HashMap<>();

    private final BreakingProxy proxy = BreakableServers.proxy();

    static Stream<Arguments> interruptions() {
        return ChangingOperation.all().stream()
                .flatMap(operation -> Stream.of(Fault.values()).map(fault -> Arguments.of(operation, fault)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("interruptions")
    void changesAllOrNothingAndOnceWhenRepeated(ChangingOperation operation, Fault fault) {
        Difference whole = WHOLE.computeIfAbsent(operation.route(), route -> uninterrupted(operation));

        int number = 1;
        TestTenant tenant = TENANTS.computeIfAbsent(operation.route(), route -> ChangingOperation.tenant());
        while (isWholeInTheEnd(operation, fault, number, whole, tenant)) {
            number++;
        }

        assertThat(number).isGreaterThan(FEWEST_EXCHANGES);
    }

    @Test
    void refusesARevokedKeyAtOnceThoughTheAnswerToItsRevocationWasLost() {
        TestTenant tenant = ChangingOperation.tenant();
        int revoked = 0;
        boolean broken = true;
        for (int number = 1; broken; number++) {
            Answer key = Request.post("/v1/api-keys", """
                            {"name":"k","scopes":["events"]}""").as(tenant).send();
            Request use = Request.get("/v1/events").bearer(key.field("secret"));
            use.send().hasStatus(200);

            proxy.breakAt(number, Fault.ANSWER_LOST);
            int status = Request.delete("/v1/api-keys/" + key.field("id"))
                    .as(tenant)
                    .send()
                    .status();
            broken = proxy.stopBreaking();

            boolean ended = Request.delete("/v1/api-keys/" + key.field("id"))
                            .as(tenant)
                            .send()
                            .status()
                    == 404;
            assertThat(use.send().status()).as("exchange " + number).isEqualTo(401);
            revoked += ended && status == 503 ? 1 : 0;
        }
        assertThat(revoked).isEqualTo(1);
    }

    /** What it changes when nothing happens to it. */
    private static Difference uninterrupted(ChangingOperation operation) {
        Prepared prepared = operation.prepare(ChangingOperation.tenant());
        Footprint before = Footprint.of(prepared.slug());
        prepared.request().send().hasStatus(operation.status());
        Difference whole = Footprint.of(prepared.slug()).since(before);
        assertThat(whole.tables()).containsEntry(AUDIT_LOG, "+1 -0");
        return whole;
    }

    /** Whether there was an exchange of that number to break. */
    private boolean isWholeInTheEnd(
            ChangingOperation operation, Fault fault, int number, Difference whole, TestTenant tenant) {
        Prepared prepared = operation.prepare(tenant);
        String at = fault + " at exchange " + number + " of " + operation;
        Footprint before = Footprint.of(prepared.slug());

        proxy.breakAt(number, fault);
        Answer first = prepared.request().send();
        boolean broken = proxy.stopBreaking();
        Difference made = Footprint.of(prepared.slug()).since(before);
        Answer again = repeat(prepared);
        Difference end = Footprint.of(prepared.slug()).since(before);

        assertThat(made).as(at).isIn(Difference.NONE, whole);
        boolean done = made.equals(whole);
        assertThat(first.status()).as(at).isIn(503, operation.status());
        assertThat(done || first.status() == 503)
                .as("%s answered %s", at, first)
                .isTrue();
        assertThat(again.status()).as("%s: %s", at, again).isEqualTo(done ? operation.again() : operation.status());
        if (operation.isReplayed()) {
            assertThat(again.header("Idempotency-Replayed").isPresent()).as(at).isEqualTo(done);
        }
        assertThat(operation.isSame() ? end.without(AUDIT_LOG) : end)
                .as(at)
                .isEqualTo(operation.isSame() ? whole.without(AUDIT_LOG) : whole);
        return broken;
    }

    /** As a client does: 503 says that trying again makes sense. */
    private static Answer repeat(Prepared prepared) {
        Answer answer = prepared.request().send();
        for (int i = 1; i < TRIES && answer.status() == 503; i++) {
            answer = prepared.request().send();
        }
        return answer;
    }
}
