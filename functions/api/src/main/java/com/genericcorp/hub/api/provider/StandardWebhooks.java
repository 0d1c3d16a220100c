package com.genericcorp.hub.api.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.api.payload.PayloadFields;
import com.genericcorp.hub.api.payload.PayloadReader;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Any sender that follows Standard Webhooks: id, time and body are signed, and the time must be near. What happened is
 * read from the members that the specification, CloudEvents' JSON form and the hub's own events name at the top.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
final class StandardWebhooks implements Provider {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String SECRET_PREFIX = "whsec_";
    private static final String SIGNATURE_PREFIX = "v1,";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern JSON = Pattern.compile("application/([!#$&^_.+a-z0-9-]+\\+)?json");
    private static final PayloadReader READER =
            PayloadReader.of(List.of("/type", "/subject", "/url", "/timestamp", "/time"));

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String newSecret(SecureRandom random) {
        byte[] key = new byte[WebhookSecret.RANDOM_BYTES];
        random.nextBytes(key);
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public void checkSecret(String secret) {
        WebhookSecret.check(secret);
        if (!secret.startsWith(SECRET_PREFIX)) {
            throw WebhookSecret.invalid("must begin with " + SECRET_PREFIX);
        }
        int length = base64(secret.substring(SECRET_PREFIX.length()))
                .orElseThrow(() -> WebhookSecret.invalid("must be base64 after " + SECRET_PREFIX))
                .length;
        if (length < WebhookSecret.MIN_BYTES) {
            throw WebhookSecret.invalid("must decode to at least " + WebhookSecret.MIN_BYTES + " bytes");
        }
    }

    @Override
    public Received receive(Webhook webhook, List<byte[]> secrets, Instant now) {
        verify(webhook, secrets, now);
        if (!JSON.matcher(RequestHeaders.mediaType(webhook)).matches()) {
            throw RequestHeaders.unsupportedMediaType("application/json");
        }
        String deliveryId = RequestHeaders.deliveryId(webhook, "webhook-id");
        PayloadFields fields = READER.read(webhook.body());
        String event = fields.text("/type").filter(RequestHeaders::isEvent).orElse("event");
        return new Received(
                deliveryId,
                event,
                name() + "." + event,
                fields.text("/subject").map(Extracted::subject).orElse(null),
                fields.text("/url").flatMap(Extracted::url).orElse(null),
                fields.time("/timestamp").or(() -> fields.time("/time")).orElse(now),
                webhook.body());
    }

    private static void verify(Webhook webhook, List<byte[]> secrets, Instant now) {
        String id = signed(webhook, "webhook-id");
        String timestamp = signed(webhook, "webhook-timestamp");
        List<String> given = List.of(signed(webhook, "webhook-signature").split(" ", -1));
        if (!isNear(timestamp, now)) {
            throw refusal("webhook-timestamp is malformed, or more than 5 minutes off.");
        }
        byte[] prefix = (id + "." + timestamp + ".").getBytes(UTF_8);
        List<String> expected = secrets.stream()
                .map(secret -> HmacSha256.sign(key(secret), prefix, webhook.body()))
                .map(Base64.getEncoder()::encodeToString)
                .map(SIGNATURE_PREFIX::concat)
                .toList();
        if (!HmacSha256.anyMatches(expected, given)) {
            throw refusal("webhook-signature does not match.");
        }
    }

    private static String signed(Webhook webhook, String header) {
        return webhook.headers().get(header).orElseThrow(() -> refusal("The header " + header + " is missing."));
    }

    private static boolean isNear(String timestamp, Instant now) {
        return SECONDS.matcher(timestamp).matches()
                && Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) <= TOLERANCE.toSeconds();
    }

    private static byte[] key(byte[] secret) {
        return base64(new String(secret, UTF_8).substring(SECRET_PREFIX.length()))
                .orElseThrow(() -> new IllegalStateException("a stored webhook secret is not in its form"));
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Refusal refusal(String detail) {
        return new Refusal(ErrorType.BAD_SIGNATURE, detail);
    }
}
