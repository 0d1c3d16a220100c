package com.genericcorp.hub.problem;

import java.net.URI;

/** Every kind of refusal; the slug is part of the public contract. */
public enum ErrorType {
    BAD_REQUEST("bad-request", "Bad request", 400),
    VALIDATION("validation", "The request is not valid", 400),
    UNAUTHENTICATED("unauthenticated", "Valid credentials are required", 401),
    BAD_SIGNATURE("bad-signature", "The webhook signature does not verify", 401),
    FORBIDDEN("forbidden", "Not allowed", 403),
    TENANT_SUSPENDED("tenant-suspended", "The tenant is suspended", 403),
    NOT_FOUND("not-found", "Not found", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "Method not allowed", 405),
    NOT_ACCEPTABLE("not-acceptable", "No such representation", 406),
    CONFLICT("conflict", "Conflict with the current state", 409),
    SLUG_TAKEN("slug-taken", "The slug is taken", 409),
    IDEMPOTENCY_KEY_IN_USE("idempotency-key-in-use", "A request with this key is being worked on", 409),
    PAYLOAD_TOO_LARGE("payload-too-large", "The body is too large", 413),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "Unsupported content type", 415),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", "The key was used for another request", 422),
    RATE_LIMITED("rate-limited", "Too many requests", 429),
    INTERNAL("internal", "Internal error", 500),
    UNAVAILABLE("unavailable", "Temporarily unavailable", 503);

    private final String slug;
    private final String title;
    private final int status;

    ErrorType(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    public URI type() {
        return URI.create("https://hub.genericcorp.com/problems/" + slug);
    }

    public String title() {
        return title;
    }

    public int status() {
        return status;
    }
}
