package com.genericcorp.hub.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.document.DocumentNode;
import com.genericcorp.hub.api.document.OpenApi;
import com.genericcorp.hub.api.document.Operation;

/** Holds every answer that a test gets against the contract: its status, headers, media type and body. */
final class ContractCheck {
    private static final OpenApi DOCUMENT = OpenApi.committed();
    private static final String PROBLEM = "application/problem+json";

    private ContractCheck() {}

    /** What the document does not know, such as a wrong method, it says nothing about. */
    static Answer check(Request request, Answer answer) {
        String path = request.target().split("\\?", 2)[0];
        DOCUMENT.operation(request.method(), path).ifPresent(operation -> check(operation, answer));
        return answer;
    }

    private static void check(Operation operation, Answer answer) {
        DocumentNode response = operation
                .response(answer.status())
                .orElseThrow(() -> new AssertionError("not an answer of " + operation + ": " + answer));
        response.find("headers").stream()
                .flatMap(DocumentNode::members)
                .filter(header -> header.value().json().path("required").asBoolean())
                .forEach(header -> assertThat(answer.header(header.key()))
                        .as("%s of %s: %s", header.key(), operation, answer)
                        .isPresent());
        if (response.find("content").isEmpty()) {
            assertThat(answer.body()).as("%s: %s", operation, answer).isEmpty();
            return;
        }
        String mediaType = answer.header("Content-Type").orElse("").split(";", 2)[0];
        DocumentNode form = response.find("content", mediaType)
                .orElseThrow(() -> new AssertionError("not an answer of " + operation + ": " + answer));
        if (mediaType.endsWith("json")) {
            assertThat(DOCUMENT.errors(form.at("schema"), answer.json()))
                    .as("%s: %s", operation, answer)
                    .isEmpty();
        }
        if (mediaType.equals(PROBLEM)) {
            assertThat(form.at("examples").members().map(DocumentNode.Member::key))
                    .as("the problems of %s: %s", operation, answer)
                    .contains(answer.field("type").replaceFirst(".*/", ""));
        }
    }
}
