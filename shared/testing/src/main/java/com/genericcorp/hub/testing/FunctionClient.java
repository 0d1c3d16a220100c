package com.genericcorp.hub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Invokes the function of a {@code @QuarkusTest} with a JSON payload: as the Lambda runtime does where the test runs in
 * that shape, as a CloudEvent in binary mode otherwise.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">CloudEvents
 *     over HTTP</a>
 */
public final class FunctionClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String function;

    public FunctionClient(String function) {
        this.function = function;
    }

    /** What came back. A broker delivers again what was answered with anything but 2xx; so does an event source. */
    public record Answer(int status, String body) {
        public boolean succeeded() {
            return status / 100 == 2;
        }
    }

    public Answer invoke(String payload) {
        HttpRequest request = lambda().map(URI::create)
                .map(HttpRequest::newBuilder)
                .orElseGet(this::cloudEvent)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> lambda() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus-internal.aws-lambda.test-api", String.class)
                .map(address -> "http://" + address);
    }

    private HttpRequest.Builder cloudEvent() {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "hub")
                .header("ce-type", function);
    }
}
