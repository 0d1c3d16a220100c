package com.genericcorp.hub.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;

/** A message about one operation: {@code {"operation_id":"op_…"}}. */
public record OperationMessage(Id operation) {

    static String body(Id operation) {
        return "{\"operation_id\":\"" + operation + "\"}";
    }

    /** @throws IllegalArgumentException when it names no operation */
    public static OperationMessage of(JsonNode message) {
        String text = message.path("operation_id").asText("");
        return new OperationMessage(Id.parse(IdKind.OPERATION, text)
                .orElseThrow(() -> new IllegalArgumentException("operation_id is not the id of an operation")));
    }
}
