package com.genericcorp.hub.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Shape;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One request as API Gateway hands it over ({@code event}) and as it was on the wire ({@code http}), and the one answer
 * that both must get.
 */
record Fixture(String name, JsonNode event, JsonNode http, JsonNode answer) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Fixture> all() {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(Fixture.class.getResource("/lambda")).toURI()))) {
            return files.sorted().map(Fixture::read).toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Fixture read(Path file) {
        try {
            JsonNode fixture = JSON.readTree(Files.readAllBytes(file));
            return new Fixture(
                    Objects.requireNonNull(file.getFileName()).toString(),
                    fixture.required("event"),
                    fixture.required("http"),
                    fixture.required("answer"));
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    Answer send() {
        return Shape.current().send(event, request());
    }

    private Request request() {
        Request request = Request.of(
                http.required("method").asText(), http.required("target").asText());
        for (JsonNode header : http.path("headers")) {
            request = request.header(header.get(0).asText(), header.get(1).asText());
        }
        if (http.has("body")) {
            request = request.body(http.get("body").asText().getBytes(UTF_8));
        }
        if (http.has("body_base64")) {
            request = request.body(
                    Base64.getDecoder().decode(http.get("body_base64").asText()));
        }
        return request;
    }

    @Override
    public String toString() {
        return name;
    }
}
