package com.genericcorp.hub.access;

import java.util.List;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;

/**
 * What a token claims about itself, before anything is proven: enough to choose the key to check it with.
 *
 * @param issuer the issuer that it names
 * @param key the key that it names; its algorithm is one that the hub trusts
 */
record UnverifiedToken(String issuer, KeySet.Name key, JwtContext parsed) {
    private static final int LONGEST = 8 * 1024;
    private static final JwtConsumer READER = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    /**
     * Empty for what is no signed JWT with {@code alg}, {@code kid} and {@code iss}, for duplicate members, and for one
     * that asks for an extension: the hub understands none (RFC 7515, 4.1.11), nor unencoded payloads (RFC 7797).
     */
    static Optional<UnverifiedToken> read(String token) {
        if (token.length() > LONGEST || token.chars().filter(c -> c == '.').count() != 2) {
            return Optional.empty();
        }
        try {
            JwtContext parsed = READER.process(token);
            List<JsonWebStructure> layers = parsed.getJoseObjects();
            return layers.size() == 1 && layers.getFirst() instanceof JsonWebSignature signature
                    ? read(parsed, signature)
                    : Optional.empty();
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException e) {
            // The library casts members without asking.
            return Optional.empty();
        }
    }

    private static Optional<UnverifiedToken> read(JwtContext parsed, JsonWebSignature signature)
            throws MalformedClaimException {
        String issuer = parsed.getJwtClaims().getIssuer();
        String keyId = signature.getKeyIdHeaderValue();
        if (issuer == null
                || keyId == null
                || signature.getObjectHeader("crit") != null
                || signature.getObjectHeader("b64") != null) {
            return Optional.empty();
        }
        return TokenAlgorithm.named(signature.getAlgorithmHeaderValue())
                .map(algorithm -> new UnverifiedToken(issuer, new KeySet.Name(keyId, algorithm), parsed));
    }
}
