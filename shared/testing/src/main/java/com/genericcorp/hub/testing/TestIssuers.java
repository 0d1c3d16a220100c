package com.genericcorp.hub.testing;

import com.genericcorp.hub.ids.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * An operator issuer and a tenant issuer with a key of their own, and the tokens that they sign; and a third, whose keys
 * cannot be fetched.
 */
public final class TestIssuers {
    /** Trusted as an operators' issuer, but its key set is not there. */
    public static final String AWAY = "https://away.test";

    private static final String OPERATORS = "https://operators.test";
    private static final String TENANTS = "https://tenants.test";
    private static final String AUDIENCE = "hub";
    private static final TestIssuers SHARED = new TestIssuers();

    private final EllipticCurveJsonWebKey key;
    private final Path jwks;

    private TestIssuers() {
        try {
            key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("test-key");
            jwks = Files.createTempFile("jwks", ".json");
            Files.writeString(jwks, new JsonWebKeySet(key).toJson());
            jwks.toFile().deleteOnExit();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestIssuers shared() {
        return SHARED;
    }

    /** The configuration by which the API trusts them. */
    public Map<String, String> config() {
        String prefix = "hub.jwt.issuers.";
        return Map.ofEntries(
                Map.entry(prefix + "operator.issuer", OPERATORS),
                Map.entry(prefix + "operator.jwks", jwks.toUri().toString()),
                Map.entry(prefix + "operator.audience", AUDIENCE),
                Map.entry(prefix + "operator.kind", "operator"),
                Map.entry(prefix + "away.issuer", AWAY),
                Map.entry(
                        prefix + "away.jwks",
                        jwks.resolveSibling("no-such-jwks.json").toUri().toString()),
                Map.entry(prefix + "away.audience", AUDIENCE),
                Map.entry(prefix + "away.kind", "operator"),
                Map.entry(prefix + "tenant.issuer", TENANTS),
                Map.entry(prefix + "tenant.jwks", jwks.toUri().toString()),
                Map.entry(prefix + "tenant.audience", AUDIENCE),
                Map.entry(prefix + "tenant.tenant-claim", "tenant_id"),
                Map.entry(prefix + "tenant.kind", "tenant"));
    }

    public String operator(String subject) {
        return sign(claims(OPERATORS, subject, "hub-operator"));
    }

    public String tenant(TenantId tenant, String group) {
        JwtClaims claims = claims(TENANTS, "somebody", group);
        claims.setStringClaim("tenant_id", tenant.toString());
        return sign(claims);
    }

    /** Claims that are right in every respect, for a test to make wrong in one. */
    public static JwtClaims claims(String issuer, String subject, String group) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setStringListClaim("groups", List.of(group));
        return claims;
    }

    public String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
