package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs the tokens of a hub on one machine, as an identity provider does for a deployed one: ES256, the private key in
 * the state directory, the public one beside it as a JWKS.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.4">RFC 7518, section 3.4: ES256</a>
 */
final class LocalIssuer {
    static final String OPERATORS = "hub-local-operators";
    static final String TENANTS = "hub-local-tenants";
    static final String AUDIENCE = "hub";
    static final String TENANT_CLAIM = "tenant_id";
    static final String GROUPS_CLAIM = "groups";

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String KEY_ID = "hub-local";
    private static final int COORDINATE_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrivateKey key;
    private final Clock clock;

    private LocalIssuer(PrivateKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    static Path keyFile(StateDirectory state) {
        return state.file("issuer-key");
    }

    static Path jwks(StateDirectory state) {
        return state.file("jwks.json");
    }

    /** Draws the key pair unless it is there. The private key is written last: where it is, the public one is. */
    static void ensure(StateDirectory state) throws IOException {
        if (Files.exists(keyFile(state))) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            StateDirectory.writePrivately(jwks(state), keySet((ECPublicKey) pair.getPublic()));
            StateDirectory.writePrivately(
                    keyFile(state),
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** @throws StartException when no hub was ever started on {@code state} */
    static LocalIssuer open(StateDirectory state, Clock clock) throws IOException {
        String encoded = StateDirectory.read(keyFile(state))
                .orElseThrow(() -> new StartException("no hub was ever started on " + state.path() + "; ./hub run"));
        try {
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded));
            return new LocalIssuer(KeyFactory.getInstance("EC").generatePrivate(spec), clock);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartException(keyFile(state) + " is damaged; ./hub run --fresh starts over", e);
        }
    }

    String operatorToken(String subject) {
        return token(Map.of("iss", OPERATORS, "sub", subject, GROUPS_CLAIM, List.of("hub-operator")));
    }

    String tenantToken(String subject, String tenant) {
        return token(
                Map.of("iss", TENANTS, "sub", subject, GROUPS_CLAIM, List.of("tenant-admin"), TENANT_CLAIM, tenant));
    }

    private String token(Map<String, Object> about) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>(about);
        claims.put("aud", AUDIENCE);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        String signed = base64(json(Map.of("alg", "ES256", "typ", "JWT", "kid", KEY_ID))) + "." + base64(json(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with P-256", e);
        }
    }

    private static String keySet(ECPublicKey key) {
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "EC");
        jwk.put("crv", "P-256");
        jwk.put("use", "sig");
        jwk.put("alg", "ES256");
        jwk.put("kid", KEY_ID);
        jwk.put("x", base64(coordinate(key.getW().getAffineX())));
        jwk.put("y", base64(coordinate(key.getW().getAffineY())));
        return new String(json(Map.of("keys", List.of(jwk))), StandardCharsets.UTF_8);
    }

    /** Exactly 32 bytes, as RFC 7518, 6.2.1.2 asks; BigInteger has its own idea of leading zeros. */
    private static byte[] coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
        return padded;
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers are JSON", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
