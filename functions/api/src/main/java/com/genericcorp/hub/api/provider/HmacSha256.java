package com.genericcorp.hub.api.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures by HMAC-SHA-256 (RFC 2104). */
final class HmacSha256 {
    private HmacSha256() {}

    /** The signature of the {@code parts} one after the other. */
    static byte[] sign(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
        }
    }

    /**
     * Whether a signature, in its text form, is one of the expected ones: compares every pair, each in constant time, so
     * that the time taken tells nothing about a signature. As text, since a signature has only one right spelling.
     */
    static boolean anyMatches(List<String> expected, List<String> given) {
        boolean matches = false;
        for (String one : expected) {
            for (String other : given) {
                matches |= MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
            }
        }
        return matches;
    }
}
