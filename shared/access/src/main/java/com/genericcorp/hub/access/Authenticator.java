package com.genericcorp.hub.access;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Proves bearer credentials: an API key or a token. Whatever is wrong with them, the answer is the same: nobody. */
@Singleton
public final class Authenticator {
    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final Jwts jwts;
    private final TokenTenants tenants;

    Authenticator(ApiKeys keys, Jwts jwts, TokenTenants tenants) {
        this.keys = keys;
        this.jwts = jwts;
        this.tenants = tenants;
    }

    /** @param authorization the whole {@code Authorization} header (RFC 6750) */
    public Optional<Caller> authenticate(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String credentials = authorization.substring(SCHEME.length()).strip();
        if (ApiKey.looksLike(credentials)) {
            return ApiKey.parse(credentials).flatMap(keys::authenticate);
        }
        return jwts.authenticate(credentials).flatMap(this::caller);
    }

    private Optional<Caller> caller(Token token) {
        return switch (token) {
            case Token.Operator operator -> Optional.of(new Caller.Operator(operator.subject()));
            case Token.OfTenant person -> tenants.caller(person);
        };
    }
}
