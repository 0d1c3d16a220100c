package com.genericcorp.hub.access;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * How tokens may be signed, and with what keys: a key is for one algorithm, whatever a token's header says.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725#section-3.1">RFC 8725, 3.1: algorithm verification</a>
 */
enum TokenAlgorithm {
    /** RSA of 2,048 bits and more (RFC 7518, 3.3). */
    RS256 {
        @Override
        boolean isFor(PublicJsonWebKey key) {
            return key instanceof RsaJsonWebKey rsa
                    && rsa.getRsaPublicKey().getModulus().bitLength() >= RSA_BITS;
        }
    },
    /** P-256 and no other curve (RFC 7518, 3.4). */
    ES256 {
        @Override
        boolean isFor(PublicJsonWebKey key) {
            return key instanceof EllipticCurveJsonWebKey curve && P_256.equals(curve.getCurveName());
        }
    };

    private static final int RSA_BITS = 2048;
    private static final String P_256 = "P-256";

    abstract boolean isFor(PublicJsonWebKey key);

    static Optional<TokenAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst();
    }

    /**
     * The public key, when this algorithm may use it: of the right kind and size, published for signatures
     * ({@code use}, {@code key_ops}) and for no other algorithm ({@code alg}). A key that was published with its private
     * half signs for everybody, so it counts for nobody.
     */
    Optional<PublicKey> keyOf(JsonWebKey key) {
        return key instanceof PublicJsonWebKey pair
                        && isFor(pair)
                        && pair.getPrivateKey() == null
                        && unlessOther(key.getUse(), "sig")
                        && unlessOther(key.getAlgorithm(), name())
                        && isForVerifying(key.getKeyOps())
                ? Optional.of(pair.getPublicKey())
                : Optional.empty();
    }

    private static boolean unlessOther(@Nullable String value, String allowed) {
        return value == null || value.equals(allowed);
    }

    private static boolean isForVerifying(@Nullable List<String> operations) {
        return operations == null || operations.contains("verify");
    }
}
