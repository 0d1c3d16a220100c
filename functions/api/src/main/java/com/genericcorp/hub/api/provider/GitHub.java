package com.genericcorp.hub.api.provider;

import com.genericcorp.hub.api.payload.PayloadFields;
import com.genericcorp.hub.api.payload.PayloadReader;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * GitHub: the body is signed, {@code X-Hub-Signature-256: sha256=<hex>}; there is no time in the signature, so that an
 * old delivery can be sent again.
 *
 * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating</a>
 */
final class GitHub implements Provider {
    private static final String SIGNATURE_PREFIX = "sha256=";
    private static final PayloadReader READER =
            PayloadReader.of(Stream.concat(GitHubType.POINTERS.stream(), GitHubDetails.POINTERS.stream())
                    .toList());

    @Override
    public String name() {
        return "github";
    }

    @Override
    public String newSecret(SecureRandom random) {
        byte[] bytes = new byte[WebhookSecret.RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void checkSecret(String secret) {
        WebhookSecret.check(secret);
    }

    @Override
    public Received receive(Webhook webhook, List<byte[]> secrets, Instant now) {
        verify(webhook, secrets);
        byte[] payload = payload(webhook);
        String deliveryId = RequestHeaders.deliveryId(webhook, "X-GitHub-Delivery");
        String event = RequestHeaders.event(webhook, "X-GitHub-Event");
        PayloadFields fields = READER.read(payload);
        GitHubDetails details = new GitHubDetails(event, fields);
        return new Received(
                deliveryId,
                event,
                GitHubType.of(event, fields).map(NeutralType::toString).orElse(name() + "." + event),
                details.subject().orElse(null),
                details.url().orElse(null),
                details.time().orElse(now),
                payload);
    }

    private static void verify(Webhook webhook, List<byte[]> secrets) {
        String given = webhook.headers()
                .get("X-Hub-Signature-256")
                .orElseThrow(() -> new Refusal(ErrorType.BAD_SIGNATURE, "The header X-Hub-Signature-256 is missing."));
        List<String> expected = secrets.stream()
                .map(secret -> HmacSha256.sign(secret, webhook.body()))
                .map(HexFormat.of()::formatHex)
                .map(SIGNATURE_PREFIX::concat)
                .toList();
        if (!HmacSha256.anyMatches(expected, List.of(given))) {
            throw new Refusal(ErrorType.BAD_SIGNATURE, "X-Hub-Signature-256 does not match the body.");
        }
    }

    /** A hook is set up to send either: JSON, or a form whose field {@code payload} holds the same JSON. */
    private static byte[] payload(Webhook webhook) {
        return switch (RequestHeaders.mediaType(webhook)) {
            case "application/json" -> webhook.body();
            case "application/x-www-form-urlencoded" -> FormBody.field(webhook.body(), "payload");
            default ->
                throw RequestHeaders.unsupportedMediaType("application/json or application/x-www-form-urlencoded");
        };
    }
}
