package com.genericcorp.hub.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What a function is invoked with: a batch from SQS, one message as a CloudEvent carries it, or a schedule's tick. Told
 * apart by form alone, so that the same payload means the same on Lambda and on Knative.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
public sealed interface Invocation {

    /** {@code {"Records":[{"messageId":…,"body":…}]}}: answered with the ids of the messages that failed. */
    record Batch(List<Item> items) implements Invocation {
        public Batch {
            items = List.copyOf(items);
        }
    }

    /** One message's body: answered by success or an exception. */
    record Message(JsonNode body) implements Invocation {}

    /** {@code {"schedule":"<name>"}}. */
    record Tick(String schedule) implements Invocation {}

    /** One message of a batch; its body may still be anything. */
    record Item(String messageId, String body, Origin origin) {

        /** @throws IllegalArgumentException when the body is no JSON */
        public JsonNode json(ObjectMapper mapper) {
            try {
                return mapper.readTree(body);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("message " + messageId + " is no JSON", e);
            }
        }
    }

    static Invocation of(JsonNode payload) {
        if (payload.path("Records").isArray()) {
            List<Item> items = new ArrayList<>();
            for (JsonNode item : payload.get("Records")) {
                items.add(new Item(
                        item.path("messageId").asText(), item.path("body").asText(), Origin.ofRecord(item)));
            }
            return new Batch(items);
        }
        if (payload.path("schedule").isTextual()) {
            return new Tick(payload.get("schedule").asText());
        }
        return new Message(payload);
    }
}
