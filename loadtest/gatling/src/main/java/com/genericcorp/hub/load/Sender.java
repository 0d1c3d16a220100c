package com.genericcorp.hub.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a provider makes a webhook. */
enum Sender {
    /** @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub</a> */
    GITHUB("github") {
        @Override
        String body(String marker, String delivery) {
            return "{\"ref\":\"refs/heads/main\",\"delivery\":\"" + delivery
                    + "\",\"compare\":\"https://github.com/" + marker + "/site/compare/1...2\","
                    + "\"repository\":{\"full_name\":\"" + marker + "/site\"},\"sender\":{\"login\":\"" + marker
                    + "\"}}";
        }

        @Override
        Map<String, String> headers(String secret, String delivery, String body, Instant now) {
            return Map.of(
                    "X-GitHub-Event",
                    "push",
                    "X-GitHub-Delivery",
                    delivery,
                    "X-Hub-Signature-256",
                    "sha256=" + HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), body)));
        }
    },
    /**
     * @see <a
     *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
     *     Webhooks</a>
     */
    STANDARD_WEBHOOKS("http") {
        @Override
        String body(String marker, String delivery) {
            return "{\"type\":\"invoice.paid\",\"subject\":\"" + marker + "\",\"data\":{\"customer\":\"" + marker
                    + "\",\"delivery\":\"" + delivery + "\",\"amount\":\"12.50\"}}";
        }

        @Override
        Map<String, String> headers(String secret, String delivery, String body, Instant now) {
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            String signed = delivery + "." + now.getEpochSecond() + "." + body;
            return Map.of(
                    "webhook-id",
                    delivery,
                    "webhook-timestamp",
                    Long.toString(now.getEpochSecond()),
                    "webhook-signature",
                    "v1," + Base64.getEncoder().encodeToString(hmac(key, signed)));
        }
    };

    private final String provider;

    Sender(String provider) {
        this.provider = provider;
    }

    /** What the hub calls it. */
    String provider() {
        return provider;
    }

    /** An event of the tenant with {@code marker}; {@code delivery} makes it unlike any other. */
    abstract String body(String marker, String delivery);

    abstract Map<String, String> headers(String secret, String delivery, String body, Instant now);

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
