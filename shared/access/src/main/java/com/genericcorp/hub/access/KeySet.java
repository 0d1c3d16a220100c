package com.genericcorp.hub.access;

import java.io.IOException;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The keys of a JWKS that tokens may be checked with; the others, and those without an id, are left out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, 5: JWK Set</a>
 */
record KeySet(Map<Name, PublicKey> keys) {
    KeySet {
        keys = Map.copyOf(keys);
    }

    /** What a token asks for a key by. */
    record Name(String id, TokenAlgorithm algorithm) {}

    /** @throws IOException when it is no JWKS; an empty one is, and trusts nobody */
    static KeySet parse(String json) throws IOException {
        Map<Name, PublicKey> keys = new HashMap<>();
        try {
            for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
                if (key.getKeyId() == null) {
                    continue;
                }
                for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
                    algorithm
                            .keyOf(key)
                            .ifPresent(fitting -> keys.putIfAbsent(new Name(key.getKeyId(), algorithm), fitting));
                }
            }
        } catch (JoseException | RuntimeException e) {
            // The library casts members without asking.
            throw new IOException("it is no JWKS", e);
        }
        return new KeySet(keys);
    }

    Optional<PublicKey> find(Name name) {
        return Optional.ofNullable(keys.get(name));
    }
}
