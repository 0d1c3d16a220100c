package com.genericcorp.hub.api.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Does what an API Gateway HTTP API does: makes an event of a request and an answer of the function's. The event goes to
 * the runtime as it is, past the mock event server's own translation of HTTP, which is not API Gateway's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Payload
 *     format 2.0</a>
 */
public final class ApiGateway implements Transport {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A connection for each event: HTTP/2 would bound how many are on their way at once. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** API Gateway waits no longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI events;

    ApiGateway(URI events) {
        this.events = events;
    }

    @Override
    public Answer send(Request request) {
        return invoke(event(request));
    }

    /** Hands the function an event of payload format 2.0. */
    public Answer invoke(JsonNode event) {
        HttpRequest invocation = HttpRequest.newBuilder(events)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event.toString()))
                .build();
        try {
            Answer answer = answer(JSON.readTree(HTTP.send(invocation, HttpResponse.BodyHandlers.ofByteArray())
                    .body()));
            boolean head = event.at("/requestContext/http/method").asText().equals("HEAD");
            return head ? new Answer(answer.status(), answer.headers(), new byte[0]) : answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode event(Request request) {
        int query = request.target().indexOf('?');
        String path = query < 0 ? request.target() : request.target().substring(0, query);
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", path)
                .put("rawQueryString", query < 0 ? "" : request.target().substring(query + 1));
        ObjectNode headers = event.putObject("headers");
        headers.put("host", "hub.test");
        for (Header header : request.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            JsonNode before = headers.get(name);
            boolean joined = before != null && !name.equals("host");
            headers.put(name, joined ? before.asText() + "," + header.value() : header.value());
        }
        event.putObject("requestContext")
                .put("stage", "$default")
                .putObject("http")
                .put("method", request.method())
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "203.0.113.7");
        byte[] body = request.body();
        if (body != null) {
            String decoded = new String(body, UTF_8);
            boolean text = headers.path("content-type").asText().matches("(?i)(application/json|text/).*")
                    && Arrays.equals(decoded.getBytes(UTF_8), body);
            event.put("body", text ? decoded : Base64.getEncoder().encodeToString(body));
            event.put("isBase64Encoded", !text);
            if (!headers.has("content-length") && !headers.has("transfer-encoding")) {
                headers.put("content-length", Integer.toString(body.length));
            }
        }
        return event;
    }

    private static Answer answer(JsonNode response) {
        List<Header> headers = new ArrayList<>();
        response.path("headers")
                .properties()
                .forEach(header -> headers.add(
                        new Header(header.getKey(), header.getValue().asText())));
        response.path("cookies").forEach(cookie -> headers.add(new Header("Set-Cookie", cookie.asText())));
        String text = response.path("body").asText("");
        byte[] body = response.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(UTF_8);
        return new Answer(response.path("statusCode").asInt(), headers, body);
    }
}
