package com.genericcorp.hub.api.provider;

import static com.genericcorp.hub.api.provider.Refusals.assertRefused;
import static com.genericcorp.hub.api.provider.Webhooks.SECRET;
import static com.genericcorp.hub.api.provider.Webhooks.bytes;
import static com.genericcorp.hub.api.provider.Webhooks.gitHub;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.problem.ErrorType;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubSignatureTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] BODY = bytes("{\"zen\":\"Keep it logically awesome.\"}");
    private final Provider gitHub = new GitHub();

    @Test
    void signsAsTheProvidersDocumentSays() {
        assertThat(GitHubExamples.signature(SECRET, bytes("Hello, World!")))
                .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void looksAtTheBodyOnlyOnceItIsVerified() {
        Webhooks notJson = gitHub("push", bytes("Hello, World!"));

        assertRefused(ErrorType.BAD_REQUEST, () -> receive(notJson, SECRET));
        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(notJson, "another secret"));
    }

    @Test
    void checksInTheOrderThatTellsAStrangerLeast() {
        Webhooks allWrong = gitHub("push", "text/plain", bytes("no json")).without("x-github-delivery");

        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(allWrong, "another secret"));
        assertRefused(ErrorType.UNSUPPORTED_MEDIA_TYPE, () -> receive(allWrong, SECRET));
        assertRefused(ErrorType.BAD_REQUEST, () -> receive(allWrong.with("content-type", "application/json"), SECRET));
    }

    @Test
    void acceptsEitherSecretDuringARotation() {
        assertThat(receive(gitHub("ping", BODY), "the next secret", SECRET)).isNotNull();
        assertThat(receive(gitHub("ping", BODY), SECRET, "the next secret")).isNotNull();
    }

    @Test
    void refusesWithoutASecretOrASignature() {
        assertRefused(ErrorType.BAD_SIGNATURE, () -> receive(gitHub("ping", BODY)));
        assertRefused(
                ErrorType.BAD_SIGNATURE, () -> receive(gitHub("ping", BODY).without("x-hub-signature-256"), SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256", "sha1=%s", "%s", "SHA256=%s", "sha256=%s,sha256=%s", " sha256=%s"})
    void refusesAMalformedSignature(String form) {
        String hex = GitHubExamples.signature(SECRET, BODY).substring("sha256=".length());

        assertRefused(
                ErrorType.BAD_SIGNATURE,
                () -> receive(gitHub("ping", BODY).with("x-hub-signature-256", form.replace("%s", hex)), SECRET));
    }

    @Property
    void refusesABodyWithOneBitFlipped(@ForAll @IntRange(max = 35) int at, @ForAll @IntRange(max = 7) int bit) {
        byte[] flipped = BODY.clone();
        flipped[at] ^= (byte) (1 << bit);

        assertRefused(
                ErrorType.BAD_SIGNATURE, () -> receive(gitHub("ping", BODY).withBody(flipped), SECRET));
    }

    @Property
    void refusesASignatureWithOneBitFlipped(@ForAll @IntRange(max = 70) int at, @ForAll @IntRange(max = 6) int bit) {
        StringBuilder signature = new StringBuilder(GitHubExamples.signature(SECRET, BODY));
        signature.setCharAt(at, (char) (signature.charAt(at) ^ (1 << bit)));

        assertRefused(
                ErrorType.BAD_SIGNATURE,
                () -> receive(gitHub("ping", BODY).with("x-hub-signature-256", signature.toString()), SECRET));
    }

    private Received receive(Webhooks webhook, String... secrets) {
        return gitHub.receive(
                webhook.received(),
                List.of(secrets).stream().map(Webhooks::bytes).toList(),
                NOW);
    }
}
