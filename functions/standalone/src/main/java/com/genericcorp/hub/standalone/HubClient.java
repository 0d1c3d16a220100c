package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hub's HTTP API, as an operator calls it. */
final class HubClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int CONFLICT = 409;
    private static final int UNAUTHENTICATED = 401;
    private static final int FIRST_ERROR = 300;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI hub;
    private final Supplier<String> operatorToken;

    HubClient(URI hub, Supplier<String> operatorToken) {
        this.hub = hub;
        this.operatorToken = operatorToken;
    }

    Optional<JsonNode> tenant(String slug) {
        JsonNode found = expect(send("GET", "/admin/v1/tenants?slug=" + slug, operatorToken.get(), null));
        return Optional.ofNullable(found.path("data").get(0));
    }

    /** @return the operation, or nothing when the slug is taken */
    Optional<JsonNode> createTenant(String slug, String name, String plan, String adminEmail) {
        JsonNode body = json.createObjectNode()
                .put("slug", slug)
                .put("name", name)
                .put("plan", plan)
                .put("admin_email", adminEmail);
        Answer answer = send("POST", "/admin/v1/tenants", operatorToken.get(), body);
        return answer.status() == CONFLICT ? Optional.empty() : Optional.of(expect(answer));
    }

    JsonNode operation(String id) {
        return expect(send("GET", "/admin/v1/operations/" + id, operatorToken.get(), null));
    }

    /** @return the new key itself, with every scope */
    String issueKey(String tenantId, String name) {
        JsonNode body = json.createObjectNode()
                .put("name", name)
                .set("scopes", json.createArrayNode().add("*"));
        return expect(send("POST", "/admin/v1/tenants/" + tenantId + "/api-keys", operatorToken.get(), body))
                .path("secret")
                .asText();
    }

    /** What an operator reads there. */
    JsonNode get(String path) {
        return expect(send("GET", path, operatorToken.get(), null));
    }

    boolean accepts(String key) {
        return send("GET", "/v1/tenant", key, null).status() != UNAUTHENTICATED;
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode expect(Answer answer) {
        if (answer.status() >= FIRST_ERROR) {
            throw new StartException("the hub at " + hub + " answered " + answer.status() + ": "
                    + answer.body().path("title").asText());
        }
        return answer.body();
    }

    private Answer send(String method, String path, String credentials, @Nullable JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + credentials)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json.readTree(response.body()));
        } catch (ConnectException e) {
            throw new StartException("no hub is running at " + hub, e);
        } catch (IOException e) {
            throw new StartException("the hub at " + hub + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted", e);
        }
    }

    private record Answer(int status, JsonNode body) {}
}
