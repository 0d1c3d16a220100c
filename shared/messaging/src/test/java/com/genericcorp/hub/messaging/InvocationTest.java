package com.genericcorp.hub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                        new Invocation.Item("m-1", "{\"operation_id\":\"op_1\"}"),
                        new Invocation.Item("m-2", "not json"))));
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
        Invocation.Item item = new Invocation.Item("m-1", body);

        assertThatThrownBy(() -> OperationMessage.of(item.json(mapper))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBodyThatIsNoJsonIsRefusedByItsMessagesName() {
        assertThatThrownBy(() -> new Invocation.Item("m-1", "{").json(mapper))
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
