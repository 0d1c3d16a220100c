package com.genericcorp.hub.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.access.JwtConfig.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer with an RSA and an EC key, which signs whatever it is told to. */
final class SignedTokens {
    static final String AUDIENCE = "hub";

    final PublicJsonWebKey rsa;
    final PublicJsonWebKey ec;
    final JwtConfig.Issuer config;

    SignedTokens(String name, Kind kind) throws JoseException, IOException {
        rsa = RsaJwkGenerator.generateJwk(2048);
        rsa.setKeyId("rsa");
        ec = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        ec.setKeyId("ec");
        Path jwks = Files.writeString(Files.createTempFile(name, ".json"), new JsonWebKeySet(rsa, ec).toJson());
        jwks.toFile().deleteOnExit();
        config = new Trusted("https://" + name + ".test", jwks.toUri().toString(), kind);
    }

    private record Trusted(String issuer, String jwks, Kind kind) implements JwtConfig.Issuer {
        @Override
        public String audience() {
            return AUDIENCE;
        }

        @Override
        public Optional<String> tenantClaim() {
            return kind == Kind.TENANT ? Optional.of("tenant_id") : Optional.empty();
        }

        @Override
        public String groupsClaim() {
            return "groups";
        }
    }

    /** Right in every respect, for a test to make wrong in one. */
    JwtClaims claims(String... groups) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(config.issuer());
        claims.setAudience(AUDIENCE);
        claims.setSubject("somebody");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setStringListClaim("groups", List.of(groups));
        return claims;
    }

    /** Signed well, whatever stands in it. */
    String signed(String header, String payload) {
        String content = encode(header) + "." + encode(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(ec.getPrivateKey());
            signature.update(content.getBytes(UTF_8));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    String es256(JwtClaims claims) {
        return compact(signature("ES256", ec, claims));
    }

    String rs256(JwtClaims claims) {
        return compact(signature("RS256", rsa, claims));
    }

    static JsonWebSignature signature(String algorithm, PublicJsonWebKey key, JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        signature.setPayload(claims.toJson());
        return signature;
    }

    static String compact(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
