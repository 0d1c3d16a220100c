package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A customer, and the customer's GitHub. */
final class TestClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI hub;
    private final String credentials;

    TestClient(URI hub, String credentials) {
        this.hub = hub;
        this.credentials = credentials;
    }

    Answer get(String path) throws Exception {
        return send(request(hub.resolve(path)).GET());
    }

    /** An answer that is no JSON. */
    String text(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request(hub.resolve(path)).GET().build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    Answer post(String path, String body) throws Exception {
        return send(request(hub.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer delete(String path) throws Exception {
        return send(request(hub.resolve(path)).DELETE());
    }

    /** One signed delivery, as GitHub sends it. */
    Answer deliver(JsonNode connection, String delivery, String payload) throws Exception {
        String path = URI.create(connection.path("ingest_url").asText()).getPath();
        return send(HttpRequest.newBuilder(hub.resolve(path))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", delivery)
                .header(
                        "X-Hub-Signature-256",
                        signature(connection.path("webhook_secret").asText(), payload))
                .POST(HttpRequest.BodyPublishers.ofString(payload)));
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + credentials)
                .header("Content-Type", "application/json");
    }

    private static String signature(String secret, String payload) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        }
    }

    record Answer(int status, JsonNode body) {}
}
