package com.genericcorp.hub.access;

import java.util.Optional;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Reads which issuer a token claims to come from: nothing but the choice of the keys to check it with. */
final class UnverifiedIssuer {
    private final JwtConsumer reader = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    Optional<String> of(String token) {
        try {
            return Optional.ofNullable(reader.processToClaims(token).getIssuer());
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }
}
