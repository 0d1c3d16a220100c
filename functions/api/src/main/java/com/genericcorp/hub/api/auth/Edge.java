package com.genericcorp.hub.api.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.api.http.HttpConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Optional;

/** What the edge before the hub says of a request: believed where the request carries the edge's secret, and only there. */
@Singleton
public final class Edge {
    private final Optional<byte[]> secret;

    public Edge(HttpConfig config) {
        this.secret = config.edgeSecret().map(text -> text.getBytes(UTF_8));
    }

    /** The header that the edge set, or empty when the request did not come through the edge. */
    Optional<String> says(HttpServerRequest request, String header) {
        return proven(request) ? Optional.ofNullable(request.getHeader(header)) : Optional.empty();
    }

    private boolean proven(HttpServerRequest request) {
        return secret.flatMap(own -> Optional.ofNullable(request.getHeader("X-Hub-Edge"))
                        .map(proof -> MessageDigest.isEqual(own, proof.getBytes(UTF_8))))
                .orElse(false);
    }
}
