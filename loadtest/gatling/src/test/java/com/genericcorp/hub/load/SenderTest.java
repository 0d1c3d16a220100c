package com.genericcorp.hub.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SenderTest {
    /** Numbers of GitHub's own documentation. */
    @Test
    void signsAsGitHubDoes() {
        Map<String, String> headers =
                Sender.GITHUB.headers("It's a Secret to Everybody", "1", "Hello, World!", Instant.EPOCH);

        assertThat(headers)
                .containsEntry(
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void signsAsTheLibraryOfStandardWebhooksVerifies() throws Exception {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        String body = Sender.STANDARD_WEBHOOKS.body("hubload-r-t1", "1");
        Map<String, String> headers = Sender.STANDARD_WEBHOOKS.headers(secret, "1", body, Instant.now());
        HttpHeaders received = HttpHeaders.of(
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                (name, value) -> true);

        assertThatCode(() -> new com.standardwebhooks.Webhook(secret).verify(body, received))
                .doesNotThrowAnyException();
    }

    @Test
    void noTwoDeliveriesAreAlikeAndEachIsMarked() {
        for (Sender sender : Sender.values()) {
            assertThat(sender.body("hubload-r-t1", "1"))
                    .isNotEqualTo(sender.body("hubload-r-t1", "2"))
                    .contains("hubload-r-t1");
        }
    }
}
