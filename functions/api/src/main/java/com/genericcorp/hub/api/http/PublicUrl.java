package com.genericcorp.hub.api.http;

import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.HttpServer;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What absolute URLs start with. Looked at when the process starts. */
@Startup
@Singleton
public final class PublicUrl {
    private final Optional<String> configured;
    private final HttpServer server;

    /** @throws ConfigValidationException naming {@code hub.public-url} when it is no absolute http(s) URL */
    public PublicUrl(HttpConfig config, HttpServer server) {
        config.publicUrl().filter(url -> !isAbsolute(url)).ifPresent(url -> {
            throw new ConfigValidationException(
                    new Problem[] {new Problem("hub.public-url must be an http: or https: URL with a host")});
        });
        this.configured = config.publicUrl().map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        this.server = server;
    }

    private static boolean isAbsolute(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** @param path with its leading slash */
    public URI of(String path) {
        return URI.create(configured.orElseGet(() -> "http://127.0.0.1:" + server.getPort()) + path);
    }
}
