package com.genericcorp.hub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.telemetry.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aBatchKeepsTheOrderOfItsMessages() {
        assertThat(invocation("""
                        {"Records":[
                          {"messageId":"m-1","receiptHandle":"r","body":"{\\"operation_id\\":\\"op_1\\"}","attributes":{},
                           "eventSource":"aws:sqs"},
                          {"messageId":"m-2","body":"not json"}]}
                        """))
                .isEqualTo(new Invocation.Batch(List.of(
                        new Invocation.Item("m-1", "{\"operation_id\":\"op_1\"}", Origin.UNKNOWN),
                        new Invocation.Item("m-2", "not json", Origin.UNKNOWN))));
    }

    @Test
    void aMessageSaysWhereItComesFrom() {
        String request = "req_00000000000000000000000000";
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        assertThat(origin(request, trace, "1700000000123"))
                .isEqualTo(new Origin(
                        Optional.of(Instant.ofEpochMilli(1_700_000_000_123L)),
                        Optional.of(request),
                        Optional.of(new Trace(trace))));
    }

    /** Anybody who may send to the queue writes these; they go into log lines. */
    @ParameterizedTest
    @CsvSource({
        "req_1, 00-0, soon",
        "'req_\"},{', 00-00000000000000000000000000000000-b7ad6b7169203331-01, 9223372036854775808",
        "evt_00000000000000000000000000, ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, ''",
        "'', 00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01, ''"
    })
    void whatHasNoFormIsNoOrigin(String request, String trace, String sent) {
        assertThat(origin(request, trace, sent)).isEqualTo(Origin.UNKNOWN);
    }

    private Origin origin(String request, String trace, String sent) {
        ObjectNode payload = mapper.createObjectNode();
        ObjectNode item = payload.withArray("Records").addObject();
        item.put("messageId", "m-1").put("body", "{}");
        item.withObject("/attributes").put("SentTimestamp", sent);
        item.withObject("/messageAttributes/request_id").put("stringValue", request);
        item.withObject("/messageAttributes/traceparent").put("stringValue", trace);
        return ((Invocation.Batch) Invocation.of(payload)).items().getFirst().origin();
    }

    @Test
    void anEmptyBatchIsABatch() {
        assertThat(invocation("{\"Records\":[]}")).isEqualTo(new Invocation.Batch(List.of()));
    }

    @Test
    void aScheduleTicks() {
        assertThat(invocation("{\"schedule\":\"sweep\"}")).isEqualTo(new Invocation.Tick("sweep"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"operation_id\":\"op_1\"}",
                "{\"schedule\":1}",
                "{\"Records\":\"none\"}",
                "{}",
                "[]",
                "\"text\""
            })
    void everythingElseIsOneMessage(String payload) {
        assertThat(invocation(payload)).isInstanceOf(Invocation.Message.class);
    }

    @Test
    void aMessageNamesItsOperation() throws JsonProcessingException {
        Id operation = new Id(IdKind.OPERATION, new UUID(1, 2));

        assertThat(OperationMessage.of(mapper.readTree(OperationMessage.body(operation))))
                .isEqualTo(new OperationMessage(operation));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"operation_id\":null}",
                "{\"operation_id\":1}",
                "{\"operation_id\":\"evt_00000000000000000000000000\"}",
                "{\"operation_id\":\"op_\"}",
                "[]",
                "null"
            })
    void aMessageThatNamesNoneIsRefused(String body) {
        Invocation.Item item = new Invocation.Item("m-1", body, Origin.UNKNOWN);

        assertThatThrownBy(() -> OperationMessage.of(item.json(mapper))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBodyThatIsNoJsonIsRefusedByItsMessagesName() {
        assertThatThrownBy(() -> new Invocation.Item("m-1", "{", Origin.UNKNOWN).json(mapper))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m-1");
    }

    private Invocation invocation(String payload) {
        try {
            return Invocation.of(mapper.readTree(payload));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(payload, e);
        }
    }
}
