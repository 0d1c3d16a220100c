package com.genericcorp.hub.access;

import com.genericcorp.hub.ids.TenantId;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** One configured issuer: what it must have signed, and whom it may vouch for. */
final class TrustedIssuer {
    private static final int CLOCKS_DIFFER_BY_SECONDS = 60;
    private static final String OPERATOR_GROUP = "hub-operator";
    private static final String ADMIN_GROUP = "tenant-admin";
    private static final String MEMBER_GROUP = "tenant-member";

    private final JwtConfig.Issuer config;
    private final IssuerKeys keys;
    private final Clock clock;

    TrustedIssuer(JwtConfig.Issuer config, KeySetSource source, Clock clock) {
        this.config = config;
        this.keys = new IssuerKeys(config.issuer(), source, clock);
        this.clock = clock;
    }

    static TrustedIssuer of(JwtConfig.Issuer config, Clock clock) {
        return new TrustedIssuer(config, KeySetSource.at(URI.create(config.jwks())), clock);
    }

    String name() {
        return config.issuer();
    }

    /** @throws com.genericcorp.hub.problem.Refusal 503 when this issuer's keys are not known */
    Optional<Token> verify(UnverifiedToken token) {
        return keys.find(token.key())
                .filter(key -> proves(key, token))
                .flatMap(key -> read(token.parsed().getJwtClaims()));
    }

    private boolean proves(PublicKey key, UnverifiedToken token) {
        try {
            new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(
                            ConstraintType.PERMIT, token.key().algorithm().name())
                    .setVerificationKey(key)
                    .setExpectedIssuer(true, config.issuer())
                    .setExpectedAudience(true, config.audience())
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(CLOCKS_DIFFER_BY_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processContext(token.parsed());
            return true;
        } catch (InvalidJwtException | RuntimeException e) {
            // The library casts claims without asking: a token that is signed well may still be written badly.
            return false;
        }
    }

    private Optional<Token> read(JwtClaims claims) {
        List<?> groups = claims.getClaimValue(config.groupsClaim()) instanceof List<?> names ? names : List.of();
        return subject(claims).flatMap(subject -> switch (config.kind()) {
            case OPERATOR ->
                groups.contains(OPERATOR_GROUP) ? Optional.of(new Token.Operator(subject)) : Optional.empty();
            case TENANT ->
                grants(groups)
                        .flatMap(grants ->
                                tenant(claims).map(tenant -> new Token.OfTenant(tenant, grants, "user:" + subject)));
        });
    }

    private static Optional<String> subject(JwtClaims claims) {
        try {
            return Optional.of(claims.getSubject()).filter(Subject::isFit);
        } catch (MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private static Optional<Grants> grants(List<?> groups) {
        if (groups.contains(ADMIN_GROUP)) {
            return Optional.of(Grants.all());
        }
        return groups.contains(MEMBER_GROUP) ? Optional.of(Grants.reading()) : Optional.empty();
    }

    private Optional<TenantId> tenant(JwtClaims claims) {
        return config.tenantClaim()
                .map(claims::getClaimValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(TenantId::parse);
    }
}
