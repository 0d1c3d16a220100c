package com.genericcorp.hub.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hub beside the load: what is prepared before it, looked at meanwhile, and compared afterwards. */
final class HubApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI hub;
    private final Supplier<String> operatorToken;

    HubApi(URI hub, Supplier<String> operatorToken) {
        this.hub = hub;
        this.operatorToken = operatorToken;
    }

    record Answer(int status, String body) {
        JsonNode json() {
            return Answers.json(body);
        }

        /** @throws LoadException when it was refused */
        Answer expect(String what) {
            if (status >= 300) {
                throw new LoadException(what + ": the hub answered " + status + " "
                        + json().path("title").asText());
            }
            return this;
        }
    }

    Answer asOperator(String method, String path, @Nullable String body) {
        return send(method, path, Map.of("Authorization", "Bearer " + operatorToken.get()), body);
    }

    /** Kept in the tenant's ledger. */
    Answer asTenant(Tenant tenant, String method, String path, @Nullable String body) {
        tenant.ledger().requestSent();
        Answer answer = send(method, path, Map.of("Authorization", "Bearer " + tenant.key()), body);
        tenant.ledger().requestAnswered(answer.status());
        return answer;
    }

    /** Kept in the tenant's ledger. */
    Answer deliver(Tenant tenant, Webhook webhook) {
        tenant.ledger().webhookSent();
        Answer answer = send("POST", webhook.hook().path(), webhook.headers(), webhook.body());
        Answers.toWebhook(tenant, webhook, answer.status(), answer.body());
        return answer;
    }

    private Answer send(String method, String path, Map<String, String> headers, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (ConnectException e) {
            throw new LoadException("no hub is running at " + hub, e);
        } catch (IOException e) {
            throw new LoadException("the hub at " + hub + " did not answer to " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
