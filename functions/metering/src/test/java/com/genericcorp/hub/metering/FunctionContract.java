package com.genericcorp.hub.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.FunctionClient;
import com.genericcorp.hub.testing.FunctionClient.Answer;
import com.genericcorp.hub.testing.TestServers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entry as its event source sees it; the same payloads and answers in the Lambda shape and the Knative one. */
abstract class FunctionContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RedisCalls REDIS =
            Rig.redis(TestServers.shared().redis().url());

    private final FunctionClient function = new FunctionClient("metering");
    private final Rig rig = new Rig(Instant.now());

    @Test
    void worksThroughABatch() {
        TenantId first = tenantWithAnEvent();
        TenantId second = tenantWithAnEvent();
        TenantId third = tenantWithAnEvent();

        Answer answer = function.invoke(batch(message(first, second), message(third)));

        assertThat(failures(answer)).isEmpty();
        assertThat(List.of(first, second, third)).allSatisfy(this::assertCounted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "",
                "null",
                "[]",
                "{}",
                "{\"tenants\":[]}",
                "{\"tenants\":\"ten_01m8588a44f4k8s43tkrqby3nj\"}",
                "{\"tenants\":[\"ten_short\"]}",
                "{\"tenants\":[\"op_01m8588a44f4k8s43tkrqby3nj\"]}"
            })
    void reportsJustTheBadMessageOfABatch(String bad) {
        TenantId tenant = tenantWithAnEvent();

        Answer answer = function.invoke(batch(bad, message(tenant)));

        assertThat(failures(answer)).containsExactly("message-0");
        assertCounted(tenant);
    }

    @Test
    void hasNothingToDoAboutATenantThatDoesNotExist() {
        String nobody = message(new Ids(Clock.systemUTC(), new SecureRandom()).nextTenant());

        assertThat(failures(function.invoke(batch(nobody)))).isEmpty();
        assertThat(function.invoke(nobody).succeeded()).isTrue();
    }

    @Test
    void takesOneMessageByItself() {
        TenantId tenant = tenantWithAnEvent();

        Answer answer = function.invoke(message(tenant));

        assertThat(answer.succeeded()).as(answer.body()).isTrue();
        assertCounted(tenant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"tenants\":[\"ten_short\"]}"})
    void refusesABadMessageByItselfSoThatItIsTriedAgain(String bad) {
        assertThat(function.invoke(bad).succeeded()).isFalse();
    }

    @Test
    void flushesOnATick() {
        TenantId tenant = rig.tenant();
        Admitted.admit(REDIS, tenant, rig.clock.instant(), 4);

        Answer answer = function.invoke("{\"schedule\":\"metering\"}");

        assertThat(answer.succeeded()).as(answer.body()).isTrue();
        rig.rollUp(tenant);
        assertThat(rig.stored(tenant)).containsValue(4L);
    }

    private TenantId tenantWithAnEvent() {
        TenantId tenant = rig.tenant();
        rig.event(tenant, rig.clock.instant(), "github");
        return tenant;
    }

    private void assertCounted(TenantId tenant) {
        assertThat(rig.stored(tenant)).hasSize(3).containsValue(1L);
    }

    private static String message(TenantId... tenants) {
        return Stream.of(tenants)
                .map(tenant -> "\"" + tenant + "\"")
                .collect(Collectors.joining(",", "{\"tenants\":[", "]}"));
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
                    .put("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:hub-metering")
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
