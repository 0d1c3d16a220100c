package com.genericcorp.hub.api.http;

import io.vertx.core.MultiMap;

/** What every answer carries: it is data, never a page, and it is asked for over TLS only. */
final class SecurityHeaders {
    private SecurityHeaders() {}

    static void add(MultiMap headers, String requestId) {
        headers.set("X-Request-Id", requestId);
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
    }
}
