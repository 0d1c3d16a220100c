package com.genericcorp.hub.api.provider;

import static com.genericcorp.hub.api.provider.Refusals.assertRefused;
import static com.genericcorp.hub.api.provider.Webhooks.WHSEC;
import static com.genericcorp.hub.api.provider.Webhooks.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.genericcorp.hub.problem.ErrorType;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
    private static final Instant NOW = Instant.ofEpochSecond(1614265330);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Webhooks KNOWN = new Webhooks(
            Map.of(
                    "content-type",
                    "application/json",
                    "webhook-id",
                    ID,
                    "webhook-timestamp",
                    "1614265330",
                    "webhook-signature",
                    SIGNATURE),
            bytes("{\"test\": 2432232314}"));
    private static final String OTHER = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private final Provider http = new StandardWebhooks();

    @Test
    void verifiesTheKnownValue() {
        Received received = receive(KNOWN, WHSEC);

        assertThat(received.deliveryId()).isEqualTo(ID);
        assertThat(received.providerEvent()).isEqualTo("event");
        assertThat(received.type()).isEqualTo("http.event");
        assertThat(received.subject()).isNull();
        assertThat(received.url()).isNull();
        assertThat(received.time()).isEqualTo(NOW);
        assertThat(received.data()).isEqualTo(bytes("{\"test\": 2432232314}"));
    }

    /** The specification's own library signs. */
    @Property
    void verifiesWhatTheReferenceSigns(@ForAll int n, @ForAll byte[] seed) throws WebhookSigningException {
        String secret = http.newSecret(new SecureRandom(seed));
        String body = "{\"type\":\"contact.created\",\"n\":" + n + ",\"text\":\"\u00e9\ud83d\ude00\"}";

        Received received = receive(signed(secret, body), secret);

        assertThat(received.type()).isEqualTo("http.contact.created");
        assertThat(received.data()).isEqualTo(bytes(body));
    }

    @Property
    void signsWhatTheReferenceVerifies(@ForAll @IntRange(min = 0) int n) {
        String secret = http.newSecret(new SecureRandom());
        String body = "{\"n\":" + n + "}";
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String signature = Base64.getEncoder()
                .encodeToString(HmacSha256.sign(key, bytes(ID + "." + timestamp + "."), bytes(body)));
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of(ID),
                "webhook-timestamp", List.of(timestamp),
                "webhook-signature", List.of("v1," + signature));

        assertThatCode(() -> new Webhook(secret).verify(body, HttpHeaders.of(headers, (_, _) -> true)))
                .doesNotThrowAnyException();
    }

    @Test
    void acceptsEitherSecretDuringARotationOnEitherSide() throws WebhookSigningException {
        String signatures = "v1a,ZWQyNTUxOQ== " + signed(OTHER, "{}").headers().get("webhook-signature") + " "
                + signed(WHSEC, "{}").headers().get("webhook-signature");
        Webhooks both = signed(OTHER, "{}").with("webhook-signature", signatures);

        assertThat(receive(both, WHSEC)).isNotNull();
        assertThat(receive(both, OTHER)).isNotNull();
        assertThat(receive(signed(OTHER, "{}"), WHSEC, OTHER)).isNotNull();
        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(signed(OTHER, "{}"), WHSEC));
        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(signed(OTHER, "{}")));
    }

    /** On Lambda a header value arrives split at its commas, and is joined again. */
    @Test
    void acceptsASignatureThatWasSplitAtItsCommas() throws WebhookSigningException {
        String two = SIGNATURE + " v1,AAAA";
        String joined = List.of(two.split(",")).stream().collect(Collectors.joining(","));

        assertThat(receive(KNOWN.with("webhook-signature", joined), WHSEC)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -1_000_000_000, 1_000_000_000})
    void refusesAStaleTimestamp(long skew) {
        Instant later = NOW.plusSeconds(skew);

        assertRefused(ErrorType.BAD_SIGNATURE, () -> http.receive(KNOWN.received(), List.of(bytes(WHSEC)), later));
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void acceptsFiveMinutesOfSkew(long skew) {
        Instant later = NOW.plusSeconds(skew).plusMillis(999);

        assertThat(http.receive(KNOWN.received(), List.of(bytes(WHSEC)), later)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                " 1614265330",
                "+1614265330",
                "-1614265330",
                "1614265330.0",
                "9999999999999999999",
                "1614265330,1614265330",
                "01614265330",
                "1614265331",
                "\u0661\u0666"
            })
    void refusesAMalformedOrOtherTimestamp(String timestamp) {
        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(KNOWN.with("webhook-timestamp", timestamp), WHSEC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void refusesWithoutASignedHeader(String header) {
        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(KNOWN.without(header), WHSEC));
        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(KNOWN.with(header, ""), WHSEC));
        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(KNOWN.with(header, "x"), WHSEC));
    }

    @Property
    void refusesABodyWithOneBitFlipped(@ForAll @IntRange(max = 19) int at, @ForAll @IntRange(max = 7) int bit) {
        byte[] flipped = KNOWN.body().clone();
        flipped[at] ^= (byte) (1 << bit);

        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(KNOWN.withBody(flipped), WHSEC));
    }

    @Property
    void refusesASignatureWithOneBitFlipped(@ForAll @IntRange(max = 46) int at, @ForAll @IntRange(max = 6) int bit) {
        StringBuilder signature = new StringBuilder(SIGNATURE);
        signature.setCharAt(at, (char) (signature.charAt(at) ^ (1 << bit)));

        assertRefused(
                ErrorType.BAD_SIGNATURE, () -> receive(KNOWN.with("webhook-signature", signature.toString()), WHSEC));
    }

    @Test
    void readsWhatHappenedFromTheTopOfThePayload() throws WebhookSigningException {
        Received received = receive(
                signed(
                        WHSEC,
                        "{\"type\":\"invoice.paid\",\"timestamp\":\"2022-11-03T20:26:10.344522Z\","
                                + "\"subject\":\"invoices/7\",\"url\":\"https://example.org/7\",\"data\":{\"type\":\"inner\"}}"),
                WHSEC);

        assertThat(received.providerEvent()).isEqualTo("invoice.paid");
        assertThat(received.type()).isEqualTo("http.invoice.paid");
        assertThat(received.time()).isEqualTo(Instant.parse("2022-11-03T20:26:10.344522Z"));
        assertThat(received.subject()).isEqualTo("invoices/7");
        assertThat(received.url()).isEqualTo("https://example.org/7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a b\"", "\"\\u0000\"", "5", "null", "[\"a\"]", "\"\u00e9\""})
    void callsAnOddTypeAnEvent(String type) throws WebhookSigningException {
        assertThat(receive(signed(WHSEC, "{\"type\":" + type + "}"), WHSEC).type())
                .isEqualTo("http.event");
        String longest = "t".repeat(128);
        assertThat(receive(signed(WHSEC, "{\"type\":\"" + longest + "\"}"), WHSEC)
                        .providerEvent())
                .isEqualTo(longest);
        assertThat(receive(signed(WHSEC, "{\"type\":\"" + longest + "t\"}"), WHSEC)
                        .providerEvent())
                .isEqualTo("event");
    }

    @Test
    void takesAnyJsonMediaTypeAndNoOther() {
        for (String json :
                List.of("application/json; charset=utf-8", "APPLICATION/JSON", "application/cloudevents+json")) {
            assertThat(receive(KNOWN.with("content-type", json), WHSEC)).isNotNull();
        }
        for (String other : List.of("", "text/plain", "application/x-www-form-urlencoded", "text/json", "+json")) {
            assertRefused(ErrorType.UNSUPPORTED_MEDIA_TYPE, () -> receive(KNOWN.with("content-type", other), WHSEC));
        }
        assertRefused(ErrorType.UNSUPPORTED_MEDIA_TYPE, () -> receive(KNOWN.without("content-type"), WHSEC));
    }

    @Test
    void refusesWhatIsNotJsonAfterItsSignature() throws WebhookSigningException {
        Webhooks notJson = signed(WHSEC, "not json");

        assertRefused(ErrorType.BAD_REQUEST, () -> receive(notJson, WHSEC));
        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(notJson, OTHER));
    }

    private static Webhooks signed(String secret, String body) throws WebhookSigningException {
        String signature = new Webhook(secret).sign(ID, NOW.getEpochSecond(), body);
        return KNOWN.with("webhook-signature", signature).withBody(bytes(body));
    }

    private Received receive(Webhooks webhook, String... secrets) {
        return http.receive(
                webhook.received(),
                List.of(secrets).stream().map(Webhooks::bytes).toList(),
                NOW);
    }
}
