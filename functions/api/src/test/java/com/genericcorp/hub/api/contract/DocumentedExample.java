package com.genericcorp.hub.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.document.DocumentNode;
import com.genericcorp.hub.api.document.OpenApi;
import com.genericcorp.hub.api.document.Operation;
import java.net.URLEncoder;

/** A request as the document shows it. */
sealed interface DocumentedExample {
    /** With the examples of all parameters, and with ids of {@code world} for those that are shown. */
    Request request(Operation operation, World world);

    /** A request without a body. */
    record Bare() implements DocumentedExample {
        @Override
        public Request request(Operation operation, World world) {
            return withParameters(operation, world, Requests.bare(operation, world));
        }

        @Override
        public String toString() {
            return "no body";
        }
    }

    /** One of the bodies that are shown. */
    record Body(String mediaType, String name, JsonNode value) implements DocumentedExample {
        @Override
        public Request request(Operation operation, World world) {
            return operation.id().equals("ingestWebhook")
                    ? webhook(operation, world)
                    : withParameters(operation, world, Requests.of(operation, world, mediaType, value));
        }

        private Request webhook(Operation operation, World world) {
            Request request = Requests.bare(operation, world);
            return switch (name) {
                // As it stands there, with its signature.
                case "githubPush" ->
                    request.header("Content-Type", mediaType)
                            .header("X-Hub-Signature-256", header(operation, "X-Hub-Signature-256"))
                            .header("X-GitHub-Event", header(operation, "X-GitHub-Event"))
                            .header("X-GitHub-Delivery", header(operation, "X-GitHub-Delivery"))
                            .body(value.toString().getBytes(UTF_8));
                case "githubForm" -> {
                    byte[] form = ("payload="
                                    + URLEncoder.encode(value.path("payload").asText(), UTF_8))
                            .getBytes(UTF_8);
                    yield request.header("Content-Type", mediaType)
                            .header("X-Hub-Signature-256", Signing.githubSignature(World.WEBHOOK_SECRET, form))
                            .header("X-GitHub-Event", header(operation, "X-GitHub-Event"))
                            .header("X-GitHub-Delivery", header(operation, "X-GitHub-Delivery"))
                            .body(form);
                }
                // Signed now: the signature that is shown is too old.
                case "standardWebhook" -> standardWebhook(operation, world);
                default -> throw new AssertionError("no recipe to sign " + name);
            };
        }

        /** To the connection that the document shows for it. */
        private Request standardWebhook(Operation operation, World world) {
            JsonNode connection = OpenApi.committed()
                    .root()
                    .at("paths", "/v1/connections", "post", "requestBody", "content", "application/json")
                    .at("examples", "http", "value")
                    .json();
            String id = Request.post("/v1/connections", connection.toString())
                    .as(world.tenant())
                    .send()
                    .hasStatus(201)
                    .field("id");
            return Signing.standardWebhook(
                    Request.of("POST", "/v1/ingest/" + id),
                    connection.path("webhook_secret").asText(),
                    header(operation, "webhook-id"),
                    value.toString().getBytes(UTF_8));
        }

        private static String header(Operation operation, String name) {
            return operation.parameters("header").stream()
                    .filter(parameter -> parameter.json().path("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .at("example")
                    .json()
                    .asText();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Request withParameters(Operation operation, World world, Request request) {
        Request complete = request;
        String query = "";
        for (DocumentNode parameter : operation.parameters("query")) {
            if (parameter.find("example").isPresent()) {
                String name = parameter.json().path("name").asText();
                String value = name.equals("connection")
                        ? world.connection()
                        : parameter.json().path("example").asText();
                query += (query.isEmpty() ? "?" : "&") + name + "=" + URLEncoder.encode(value, UTF_8);
            }
        }
        for (DocumentNode parameter : operation.parameters("header")) {
            complete = complete.header(
                    parameter.json().path("name").asText(),
                    parameter.json().path("example").asText());
        }
        return complete.to(request.target() + query);
    }
}
