package com.genericcorp.hub.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.api.client.Request;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks as the document tells senders to. */
final class Signing {
    private Signing() {}

    static Request github(Request request, String secret, String delivery, byte[] body) {
        return request.header("Content-Type", "application/json")
                .header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", delivery)
                .header("X-Hub-Signature-256", githubSignature(secret, body))
                .body(body);
    }

    static String githubSignature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** At this moment: an old signature is refused. */
    static Request standardWebhook(Request request, String secret, String id, byte[] body) {
        long now = Instant.now().getEpochSecond();
        try {
            return request.header("Content-Type", "application/json")
                    .header("webhook-id", id)
                    .header("webhook-timestamp", Long.toString(now))
                    .header("webhook-signature", new Webhook(secret).sign(id, now, new String(body, UTF_8)))
                    .body(body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }
}
