package com.genericcorp.hub.api.document;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One operation of the document. */
public record Operation(String method, String path, DocumentNode node, List<DocumentNode> parameters) {
    /** Who may use an operation. */
    public enum Access {
        ANYBODY,
        TENANTS,
        OPERATORS
    }

    public Operation {
        parameters = List.copyOf(parameters);
    }

    public String id() {
        return node.json().path("operationId").asText();
    }

    public Access access() {
        List<DocumentNode> ways = node.elements("security");
        if (ways.stream().anyMatch(way -> way.find("tenant").isPresent())) {
            return Access.TENANTS;
        }
        return ways.stream().anyMatch(way -> way.find("operator").isPresent()) ? Access.OPERATORS : Access.ANYBODY;
    }

    /** The one scope that it needs, if any. */
    public Optional<String> scope() {
        return node.find("x-required-scope").map(scope -> scope.json().asText());
    }

    public boolean writes() {
        return !method.equals("GET");
    }

    public boolean takesBody() {
        return node.find("requestBody").isPresent();
    }

    /** The forms of its body, each member named by its media type. */
    public List<DocumentNode.Member> bodies() {
        return node.find("requestBody", "content").stream()
                .flatMap(DocumentNode::members)
                .toList();
    }

    /** The parameters in {@code place}: path, query or header. */
    public List<DocumentNode> parameters(String place) {
        return parameters.stream()
                .filter(parameter -> parameter.json().path("in").asText().equals(place))
                .toList();
    }

    public List<DocumentNode.Member> responses() {
        return node.at("responses").members().toList();
    }

    public Optional<DocumentNode> response(int status) {
        return node.find("responses", Integer.toString(status));
    }

    public List<Integer> successes() {
        return responses().stream()
                .map(response -> Integer.parseInt(response.key()))
                .filter(status -> status < 300)
                .toList();
    }

    boolean matches(String method, String path) {
        return this.method.equals(method) && Pattern.matches(this.path.replaceAll("\\{[^}]+}", "[^/]+"), path);
    }

    @Override
    public String toString() {
        return id();
    }
}
