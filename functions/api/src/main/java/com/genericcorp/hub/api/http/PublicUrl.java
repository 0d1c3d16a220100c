package com.genericcorp.hub.api.http;

import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** What absolute URLs start with. */
@Singleton
public final class PublicUrl {
    private final Optional<String> configured;
    private final HttpServer server;

    public PublicUrl(HttpConfig config, HttpServer server) {
        this.configured = config.publicUrl().map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        this.server = server;
    }

    /** @param path with its leading slash */
    public URI of(String path) {
        return URI.create(configured.orElseGet(() -> "http://127.0.0.1:" + server.getPort()) + path);
    }
}
