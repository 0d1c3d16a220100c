package com.genericcorp.hub.access;

import com.genericcorp.hub.ids.TenantId;
import io.quarkus.runtime.Startup;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Tokens of the configured issuers. A token is checked by the issuer that it names and by no other: signature, RS256 or
 * ES256, by that issuer's JWKS; {@code iss}, {@code aud}, {@code exp}, {@code nbf}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, JWT best current practices</a>
 */
@Startup
@Singleton
public final class Jwts {
    private static final int LONGEST_TOKEN = 8 * 1024;
    private static final int CLOCKS_DIFFER_BY_SECONDS = 60;
    private static final String OPERATOR_GROUP = "hub-operator";
    private static final String ADMIN_GROUP = "tenant-admin";
    private static final String MEMBER_GROUP = "tenant-member";

    private final Map<String, TrustedIssuer> issuers;
    private final UnverifiedIssuer unverified = new UnverifiedIssuer();

    /** @throws io.smallrye.config.ConfigValidationException when an issuer's settings cannot be right */
    @Inject
    Jwts(JwtConfig config) {
        this(config.issuers().values());
        IssuerRules.check(config.issuers());
    }

    public Jwts(Collection<JwtConfig.Issuer> issuers) {
        this.issuers = issuers.stream()
                .collect(Collectors.toMap(JwtConfig.Issuer::issuer, TrustedIssuer::new, (first, second) -> first));
    }

    /** What a valid token says. Every flaw is alike empty. */
    public Optional<Token> authenticate(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return unverified
                .of(token)
                .map(issuers::get)
                .flatMap(issuer -> issuer.verify(token).flatMap(claims -> read(issuer, claims)));
    }

    private static Optional<Token> read(TrustedIssuer issuer, JsonWebToken claims) {
        List<String> groups = issuer.groups(claims);
        return switch (issuer.config.kind()) {
            case OPERATOR ->
                groups.contains(OPERATOR_GROUP)
                        ? Optional.of(new Token.Operator(claims.getSubject()))
                        : Optional.empty();
            case TENANT ->
                grants(groups)
                        .flatMap(grants -> issuer.tenant(claims)
                                .map(tenant -> new Token.OfTenant(tenant, grants, "user:" + claims.getSubject())));
        };
    }

    private static Optional<Grants> grants(List<String> groups) {
        if (groups.contains(ADMIN_GROUP)) {
            return Optional.of(Grants.all());
        }
        return groups.contains(MEMBER_GROUP) ? Optional.of(Grants.reading()) : Optional.empty();
    }

    /** One issuer with its own parser, because a parser keeps the first issuer's keys. */
    private static final class TrustedIssuer {
        private final JwtConfig.Issuer config;
        private final JWTParser parser;

        TrustedIssuer(JwtConfig.Issuer config) {
            this.config = config;
            JWTAuthContextInfo context = new JWTAuthContextInfo();
            context.setIssuedBy(config.issuer());
            context.setPublicKeyLocation(config.jwks());
            context.setExpectedAudience(Set.of(config.audience()));
            context.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256));
            context.setClockSkew(CLOCKS_DIFFER_BY_SECONDS);
            context.setRequiredClaims(Set.of("sub", "exp"));
            this.parser = new DefaultJWTParser(context);
        }

        Optional<JsonWebToken> verify(String token) {
            try {
                return Optional.of(parser.parse(token));
            } catch (ParseException | ClassCastException e) {
                // The library casts claims without asking: a token that is signed well may still be written badly.
                return Optional.empty();
            }
        }

        List<String> groups(JsonWebToken claims) {
            return switch ((Object) claims.getClaim(config.groupsClaim())) {
                case Set<?> names -> names.stream().map(Object::toString).toList();
                case JsonArray names ->
                    names.getValuesAs(value -> value instanceof JsonString text ? text.getString() : "");
                case null, default -> List.of();
            };
        }

        Optional<TenantId> tenant(JsonWebToken claims) {
            return config.tenantClaim()
                    .flatMap(name -> Optional.ofNullable((Object) claims.getClaim(name)))
                    .map(claim -> claim instanceof JsonString text ? text.getString() : claim.toString())
                    .flatMap(TenantId::parse);
        }
    }
}
