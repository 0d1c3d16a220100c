package com.genericcorp.hub.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The edge in front of the hub: what a request says about where it came from is believed only when the edge vouches for
 * it, by a secret in {@code X-Hub-Edge}.
 */
@Singleton
public final class Edge {
    private final Optional<byte[]> secret;

    public Edge(HttpConfig config) {
        this.secret = config.edgeSecret().map(text -> text.getBytes(UTF_8));
    }

    /** Whether the request came through the edge. A proof that was sent twice is none: one of them is a caller's. */
    public boolean vouchesFor(HttpServerRequest request) {
        return secret.flatMap(expected -> HeaderValues.get(request.headers(), "X-Hub-Edge")
                        .map(proof -> MessageDigest.isEqual(expected, proof.getBytes(UTF_8))))
                .orElse(false);
    }
}
