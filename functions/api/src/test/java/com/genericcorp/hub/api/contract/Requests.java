package com.genericcorp.hub.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.document.DocumentNode;
import com.genericcorp.hub.api.document.Operation;
import com.genericcorp.hub.usage.Width;
import java.time.Instant;

/** Requests as the document describes them, with one tenant's ids in their paths and no credentials. */
final class Requests {
    private Requests() {}

    /** With the first example of a body, if it takes one. */
    static Request of(Operation operation, World ids) {
        return operation.takesBody()
                ? of(operation, ids, operation.bodies().getFirst().key(), example(operation))
                : bare(operation, ids);
    }

    static Request of(Operation operation, World ids, String mediaType, JsonNode body) {
        return bare(operation, ids)
                .header("Content-Type", mediaType)
                .body(ofToday(body, ids).toString().getBytes(UTF_8));
    }

    /** The tenant and the hours that the document shows are of its own day. */
    private static JsonNode ofToday(JsonNode body, World ids) {
        if (!body.has("tenant_id")) {
            return body;
        }
        Instant now = Instant.now();
        return ((ObjectNode) body.deepCopy())
                .put("tenant_id", ids.tenant().id().toString())
                .put("from", Width.HOUR.start(now).toString())
                .put("to", Width.HOUR.end(now).toString());
    }

    /** Without a body. */
    static Request bare(Operation operation, World ids) {
        String path = operation.path();
        for (DocumentNode parameter : operation.parameters("path")) {
            String name = parameter.json().path("name").asText();
            path = path.replace("{" + name + "}", ids.id(parameter));
        }
        assertThat(path).doesNotContain("{");
        Request request = Request.of(operation.method(), path);
        // Scrapers on this machine need no credentials; a proxy's request comes from somewhere else.
        return path.equals("/metrics") ? request.header("X-Forwarded-For", "203.0.113.7") : request;
    }

    /** The first body that the document shows with anything in it. */
    static JsonNode example(Operation operation) {
        return operation
                .bodies()
                .getFirst()
                .value()
                .at("examples")
                .members()
                .map(example -> example.value().at("value").json())
                .filter(body -> !body.isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example of a body for " + operation));
    }
}
