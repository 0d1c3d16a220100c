package com.genericcorp.hub.access;

import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tokens of the configured issuers. A token is checked by the issuer that it names and by no other: signature, RS256 or
 * ES256, by that issuer's JWKS; {@code iss}, {@code aud}, {@code exp}, {@code nbf}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, JWT best current practices</a>
 */
@Startup
@Singleton
public final class Jwts {
    private final Map<String, TrustedIssuer> issuers;

    /** @throws io.smallrye.config.ConfigValidationException when an issuer's settings cannot be right */
    @Inject
    Jwts(JwtConfig config, Clock clock) {
        this(IssuerRules.checked(config.issuers()), clock);
    }

    public Jwts(Collection<JwtConfig.Issuer> issuers, Clock clock) {
        this(issuers.stream().map(issuer -> TrustedIssuer.of(issuer, clock)));
    }

    Jwts(Stream<TrustedIssuer> issuers) {
        this.issuers = issuers.collect(Collectors.toMap(TrustedIssuer::name, Function.identity()));
    }

    /**
     * What a valid token says. Every flaw is alike empty.
     *
     * @throws com.genericcorp.hub.problem.Refusal 503 when the issuer's keys cannot be had, so that nobody can tell
     */
    public Optional<Token> authenticate(String token) {
        return UnverifiedToken.read(token)
                .flatMap(unverified -> Optional.ofNullable(issuers.get(unverified.issuer()))
                        .flatMap(issuer -> issuer.verify(unverified)));
    }
}
