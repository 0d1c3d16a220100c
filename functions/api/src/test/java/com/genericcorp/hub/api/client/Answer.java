package com.genericcorp.hub.api.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came back. */
public record Answer(int status, List<Header> headers, byte[] body) {
    /** Payloads come back as they were sent, numbers of any length too. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build());

    public Answer {
        headers = List.copyOf(headers);
    }

    /** The values of all lines of that name, joined as RFC 9110 allows: one shape sends them so, the other apart. */
    public Optional<String> header(String name) {
        List<String> values = headers.stream()
                .filter(header -> header.named(name))
                .map(Header::value)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    public String text() {
        return new String(body, UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(text(), e);
        }
    }

    /** A field at the top of the JSON, as text. */
    public String field(String name) {
        return json().path(name).asText();
    }

    public Answer hasStatus(int expected) {
        assertThat(status).as(this::toString).isEqualTo(expected);
        return hasSafetyHeaders();
    }

    /** A complete problem of this kind, and a detail unless the fault is the hub's. */
    public Answer isProblem(int expectedStatus, String slug) {
        hasStatus(expectedStatus);
        assertThat(header("Content-Type")).contains("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("type").asText()).isEqualTo("https://hub.genericcorp.com/problems/" + slug);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(expectedStatus);
        assertThat(problem.has("detail")).isEqualTo(expectedStatus < 500);
        assertThat(problem.path("instance").asText())
                .isEqualTo("urn:request:" + header("X-Request-Id").orElseThrow());
        return this;
    }

    /** A validation problem about exactly these fields, by their pointers. */
    public Answer isInvalid(String... pointers) {
        isProblem(400, "validation");
        assertThat(pointers()).as(this::text).containsExactly(pointers);
        assertThat(json().path("errors"))
                .allSatisfy(error -> assertThat(error.path("detail").asText()).isNotBlank());
        return this;
    }

    /** Where a problem says that something is wrong. */
    public List<String> pointers() {
        return json().path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asText())
                .toList();
    }

    private Answer hasSafetyHeaders() {
        assertThat(header("X-Request-Id").orElse("")).as(this::toString).matches("req_[0-9a-z]{26}");
        assertThat(header("Content-Security-Policy")).contains("default-src 'none'; frame-ancestors 'none'");
        assertThat(header("Strict-Transport-Security")).contains("max-age=63072000; includeSubDomains");
        assertThat(header("X-Content-Type-Options")).contains("nosniff");
        assertThat(header("Referrer-Policy")).contains("no-referrer");
        return this;
    }

    @Override
    public String toString() {
        return status + "\n"
                + headers.stream()
                        .map(header -> header.name() + ": " + header.value())
                        .collect(Collectors.joining("\n"))
                + "\n\n" + text();
    }
}
