package com.genericcorp.hub.api.http;

import io.quarkus.runtime.Startup;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets the pages of listed origins, and of no others, read the hub's answers, refusals too. Without cookies: credentials
 * are what a page puts into {@code Authorization} itself. A foreign page's request is answered as any other, for its
 * origin proves nothing; its browser keeps the answer from it. Webhooks and metrics are for machines, so no page may read
 * those.
 *
 * <p>Quarkus has a filter for this, but it answers a foreign origin's request with 403 and no problem.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, 3.3: CORS protocol</a>
 */
@Startup
@Singleton
public final class Cors {
    /** As browsers write it (RFC 6454, 6.2): in small letters, no path, and no port that is the scheme's own. */
    private static final Pattern ORIGIN = Pattern.compile(
            "(?!http://.*:80$|https://.*:443$)https?://([a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key";
    private static final String RESPONSE_HEADERS =
            "X-Request-Id, Location, RateLimit, RateLimit-Policy, Retry-After, Idempotency-Replayed,"
                    + " X-Next-Cursor";
    private static final String PREFLIGHT_SECONDS = "600";

    private final Set<String> origins;

    /** @throws ConfigValidationException naming {@code hub.cors-origins} when one of them is no origin */
    public Cors(HttpConfig config) {
        this.origins = config.corsOrigins().orElse(Set.of()).stream()
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new ConfigValidationException(new Problem[] {
                new Problem("hub.cors-origins must be origins as browsers send them, such as https://app.example.com,"
                        + " separated by commas")
            });
        }
    }

    /** Adds what a browser needs before it shows the answer to the page that asked. */
    void addHeaders(RoutingContext context) {
        if (origins.isEmpty() || isForMachines(context)) {
            return;
        }
        MultiMap headers = context.response().headers();
        // Whatever the origin: a cache must not hand one page's answer to another.
        headers.add("Vary", "Origin");
        listedOrigin(context.request()).ifPresent(origin -> {
            headers.set("Access-Control-Allow-Origin", origin);
            headers.set("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        });
    }

    /** Whether a browser asks what a page may ask; no page of anybody's may then reach a resource. */
    boolean isPreflight(RoutingContext context) {
        HttpServerRequest request = context.request();
        return !origins.isEmpty()
                && request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains("Origin")
                && request.headers().contains("Access-Control-Request-Method");
    }

    /** The same answer to everybody, but only a listed origin is told that it may. */
    void answerPreflight(RoutingContext context) {
        if (!isForMachines(context) && listedOrigin(context.request()).isPresent()) {
            context.response()
                    .putHeader("Access-Control-Allow-Methods", METHODS)
                    .putHeader("Access-Control-Allow-Headers", REQUEST_HEADERS)
                    .putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        }
        context.response().setStatusCode(204).end();
    }

    private Optional<String> listedOrigin(HttpServerRequest request) {
        List<String> sent = request.headers().getAll("Origin");
        return sent.size() == 1 ? Optional.of(sent.getFirst()).filter(origins::contains) : Optional.empty();
    }

    private static boolean isForMachines(RoutingContext context) {
        String path = context.normalizedPath();
        return path.startsWith("/v1/ingest/") || path.equals("/metrics") || path.startsWith("/metrics/");
    }
}
