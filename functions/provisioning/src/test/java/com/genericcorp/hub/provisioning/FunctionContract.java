package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.FunctionClient;
import com.genericcorp.hub.testing.FunctionClient.Answer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entry as its event source sees it; the same payloads and answers in the Lambda shape and the Knative one. */
abstract class FunctionContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionClient function = new FunctionClient("provisioning");
    private final Workshop workshop = new Workshop();

    @Test
    void worksThroughABatch() {
        Request first = workshop.request();
        Request second = workshop.request();

        Answer answer = function.invoke(batch(message(first), message(second)));

        assertThat(failures(answer)).isEmpty();
        assertThat(workshop.remains(first)).isEqualTo(Remains.ofASuccess());
        assertThat(workshop.remains(second)).isEqualTo(Remains.ofASuccess());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "",
                "null",
                "[]",
                "{}",
                "{\"operation_id\":1}",
                "{\"operation_id\":\"op_short\"}",
                "{\"operation_id\":\"ten_01m8588a44f4k8s43tkrqby3nj\"}"
            })
    void reportsJustTheBadMessageOfABatch(String bad) {
        Request first = workshop.request();
        Request last = workshop.request();

        Answer answer = function.invoke(batch(message(first), bad, message(last)));

        assertThat(failures(answer)).containsExactly("message-1");
        assertThat(workshop.remains(first)).isEqualTo(Remains.ofASuccess());
        assertThat(workshop.remains(last)).isEqualTo(Remains.ofASuccess());
    }

    @Test
    void hasNothingToDoAboutAnOperationThatDoesNotExist() {
        assertThat(failures(function.invoke(batch(messageAboutNothing())))).isEmpty();
        assertThat(function.invoke(messageAboutNothing()).succeeded()).isTrue();
    }

    @Test
    void takesOneMessageByItself() {
        Request request = workshop.request();

        Answer answer = function.invoke(message(request));

        assertThat(answer.succeeded()).as(answer.body()).isTrue();
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess());
    }

    @Test
    void worksOnEveryKindOfOperation() {
        FilledTenant tenant = FilledTenant.create(workshop.database);
        Request suspend = workshop.request(OperationKind.SUSPEND, tenant);
        Request resume = workshop.request(OperationKind.RESUME, tenant);
        Request offboard = workshop.request(OperationKind.OFFBOARD, tenant);

        Answer answer = function.invoke(batch(message(suspend), message(resume), message(offboard)));

        assertThat(failures(answer)).isEmpty();
        assertThat(workshop.remains(suspend).operation()).isEqualTo("succeeded");
        assertThat(workshop.remains(resume).operation()).isEqualTo("succeeded");
        assertThat(workshop.remains(offboard)).isEqualTo(Remains.ofAnEnd());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"operation_id\":\"op_short\"}"})
    void refusesABadMessageByItselfSoThatItIsTriedAgain(String bad) {
        assertThat(function.invoke(bad).succeeded()).isFalse();
    }

    @Test
    void sweepsOnATick() {
        Request request = workshop.request();
        Instant longAgo = workshop.clock.instant().minus(Sweeper.PATIENCE.multipliedBy(2));
        workshop.database.transaction(connection -> Statements.on(connection)
                .update(
                        "update public.operations set hinted_at = ?, lease_until = ? where id = ?",
                        longAgo,
                        longAgo,
                        request.operation().uuid()));

        Answer answer = function.invoke("{\"schedule\":\"sweep\"}");

        assertThat(answer.succeeded()).as(answer.body()).isTrue();
        assertThat(hintedAt(request)).isAfter(longAgo);
    }

    private Instant hintedAt(Request request) {
        return workshop.database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> row.getObject("hinted_at", OffsetDateTime.class).toInstant(),
                        "select hinted_at from public.operations where id = ?",
                        request.operation().uuid())
                .orElseThrow());
    }

    private static String message(Request request) {
        return "{\"operation_id\":\"" + request.operation() + "\"}";
    }

    private static String messageAboutNothing() {
        return "{\"operation_id\":\"" + new Ids(Clock.systemUTC(), new SecureRandom()).next(IdKind.OPERATION) + "\"}";
    }

    /** As SQS hands it over: messages are called message-0, message-1 and so on. */
    private static String batch(String... bodies) {
        ObjectNode event = JSON.createObjectNode();
        for (int i = 0; i < bodies.length; i++) {
            event.withArray("Records")
                    .addObject()
                    .put("messageId", "message-" + i)
                    .put("receiptHandle", "handle")
                    .put("body", bodies[i])
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:hub-provisioning")
                    .put("awsRegion", "us-east-1");
        }
        return event.toString();
    }

    private static List<String> failures(Answer answer) {
        assertThat(answer.succeeded()).as(answer.body()).isTrue();
        try {
            JsonNode response = JSON.readTree(answer.body());
            assertThat(response.path("batchItemFailures").isArray())
                    .as(answer.body())
                    .isTrue();
            return response.path("batchItemFailures").findValuesAsText("itemIdentifier");
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
