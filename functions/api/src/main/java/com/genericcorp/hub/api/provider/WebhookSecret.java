package com.genericcorp.hub.api.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.problem.Refusal;

/** The rules that hold for the webhook secret of any provider. */
final class WebhookSecret {
    static final int RANDOM_BYTES = 32;
    static final int MIN_BYTES = 8;
    static final int MAX_BYTES = 256;
    private static final String POINTER = "/webhook_secret";

    private WebhookSecret() {}

    /** @throws Refusal unless {@code secret} is 8 to 256 bytes of Unicode text */
    static void check(String secret) {
        if (!UTF_8.newEncoder().canEncode(secret)) {
            throw invalid("must be Unicode text");
        }
        int length = secret.getBytes(UTF_8).length;
        if (length < MIN_BYTES || length > MAX_BYTES) {
            throw invalid("must be " + MIN_BYTES + " to " + MAX_BYTES + " bytes in UTF-8");
        }
    }

    static Refusal invalid(String detail) {
        return Refusal.invalid(POINTER, detail);
    }
}
