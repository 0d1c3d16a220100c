package com.genericcorp.hub.api.provider;

import static com.genericcorp.hub.api.provider.Refusals.assertRefused;
import static com.genericcorp.hub.api.provider.Webhooks.SECRET;
import static com.genericcorp.hub.api.provider.Webhooks.bytes;
import static com.genericcorp.hub.api.provider.Webhooks.gitHub;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.problem.ErrorType;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private final Provider gitHub = new GitHub();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "push                       | {}                                                  | code.push",
                "pull_request               | {\"action\":\"opened\"}                             | change.opened",
                "pull_request               | {\"action\":\"reopened\"}                           | change.opened",
                "pull_request               | {\"action\":\"synchronize\"}                        | change.updated",
                "pull_request               | {\"action\":\"closed\",\"pull_request\":{\"merged\":true}}  | change.merged",
                "pull_request               | {\"action\":\"closed\",\"pull_request\":{\"merged\":false}} | change.closed",
                "pull_request               | {\"action\":\"closed\",\"pull_request\":{\"merged\":true,\"merged\":false}} | change.closed",
                "pull_request               | {}                                                  | change.updated",
                "pull_request_review        | {\"action\":\"submitted\"}                          | change.review",
                "pull_request_review_comment| {}                                                  | change.review",
                "pull_request_review_thread | {}                                                  | change.review",
                "issues                     | {\"action\":\"opened\"}                             | issue.opened",
                "issues                     | {\"action\":\"closed\"}                             | issue.closed",
                "issues                     | {\"action\":\"labeled\"}                            | issue.updated",
                "issue_comment              | {\"action\":\"deleted\"}                            | issue.comment",
                "workflow_run               | {\"action\":\"requested\"}                          | pipeline.started",
                "workflow_run               | {\"action\":\"in_progress\"}                        | pipeline.started",
                "workflow_run               | {\"action\":\"completed\",\"workflow_run\":{\"conclusion\":\"success\"}} | pipeline.succeeded",
                "workflow_run               | {\"action\":\"completed\",\"workflow_run\":{\"conclusion\":\"timed_out\"}} | pipeline.failed",
                "workflow_run               | {\"action\":\"completed\",\"workflow_run\":{\"conclusion\":null}} | pipeline.failed",
                "workflow_run               | {}                                                  | github.workflow_run",
                "check_suite                | {\"action\":\"rerequested\"}                        | pipeline.started",
                "check_suite                | {\"action\":\"completed\",\"check_suite\":{\"conclusion\":\"neutral\"}} | pipeline.succeeded",
                "check_suite                | {\"action\":\"completed\",\"check_suite\":{\"conclusion\":\"skipped\"}} | pipeline.succeeded",
                "check_suite                | {\"action\":\"completed\",\"check_suite\":{\"conclusion\":\"failure\"}} | pipeline.failed",
                "check_run                  | {\"action\":\"completed\"}                          | github.check_run",
                "workflow_job               | {\"action\":\"completed\"}                          | github.workflow_job",
                "deployment                 | {\"action\":\"created\"}                            | pipeline.started",
                "deployment_status          | {\"deployment_status\":{\"state\":\"success\"}}     | pipeline.succeeded",
                "deployment_status          | {\"deployment_status\":{\"state\":\"error\"}}       | pipeline.failed",
                "deployment_status          | {\"deployment_status\":{\"state\":\"queued\"}}      | pipeline.started",
                "deployment_status          | {\"deployment_status\":{\"state\":\"inactive\"}}    | github.deployment_status",
                "release                    | {\"action\":\"published\"}                          | release.published",
                "release                    | {\"action\":\"released\"}                           | release.published",
                "release                    | {\"action\":\"created\"}                            | github.release",
                "ping                       | {}                                                  | github.ping",
                "an.event/of:tomorrow-1     | []                                                  | github.an.event/of:tomorrow-1"
            })
    void saysInNeutralTermsWhatHappened(String event, String payload, String type) {
        assertThat(receive(gitHub(event, bytes(payload))).type()).isEqualTo(type);
    }

    @Test
    void takesSparsePayloads() {
        Received received = receive(gitHub("ping", bytes("null")));

        assertThat(received.subject()).isNull();
        assertThat(received.url()).isNull();
        assertThat(received.time()).isEqualTo(NOW);
        assertThat(received.providerEvent()).isEqualTo("ping");
        assertThat(received.deliveryId()).isEqualTo("72d3162e-cc78-11e3-81ab-4c9367dc0958");
    }

    @Test
    void decodesAFormBodysPayloadField() {
        String payload = "{\"action\":\"opened\",\"title\":\"100% & + = \u00e9\ud83d\ude00\",\"n\":1e3}";
        String form = "unrelated=1&payload=" + URLEncoder.encode(payload, UTF_8) + "&last";

        Received received = receive(gitHub("issues", "Application/X-WWW-Form-Urlencoded; charset=utf-8", bytes(form)));

        assertThat(received.type()).isEqualTo("issue.opened");
        assertThat(received.data()).isEqualTo(bytes(payload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payload",
                "payload=",
                "payload=%7B%7",
                "payload=%zz",
                "payload=%",
                "payload=%FF",
                "payload=%EF%BB%BF%7B%7D",
                "other=%7B%7D",
                "Payload=%7B%7D",
                "payload=%7B%7D&payload=%7B%7D",
                "{}"
            })
    void refusesAFormWithoutOneJsonPayload(String form) {
        assertRefused(
                ErrorType.BAD_REQUEST,
                () -> receive(gitHub("issues", "application/x-www-form-urlencoded", bytes(form))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/xml", "application/json,application/json", "json"})
    void refusesAnotherContentType(String contentType) {
        assertRefused(ErrorType.UNSUPPORTED_MEDIA_TYPE, () -> receive(gitHub("ping", contentType, bytes("{}"))));
        assertRefused(
                ErrorType.UNSUPPORTED_MEDIA_TYPE,
                () -> receive(gitHub("ping", bytes("{}")).without("content-type")));
    }

    @Test
    void refusesAMissingOrOddDeliveryIdOrEvent() {
        Webhooks ping = gitHub("ping", bytes("{}"));

        for (String header : List.of("x-github-delivery", "x-github-event")) {
            assertRefused(ErrorType.BAD_REQUEST, () -> receive(ping.without(header)));
            for (String value : List.of("", " ", "a b", "\u0000", "\u00e9", "x".repeat(257))) {
                assertRefused(ErrorType.BAD_REQUEST, () -> receive(ping.with(header, value)));
            }
        }
        assertRefused(ErrorType.BAD_REQUEST, () -> receive(ping.with("x-github-event", "push,push")));
    }

    @Test
    void boundsWhatItExtracts() {
        Received received = receive(gitHub(
                "push",
                bytes("{\"ref\":\"\\u0000\\ud800" + "r".repeat(3000) + "\",\"compare\":\"https://example.org/"
                        + "c".repeat(3000) + "\",\"repository\":{\"full_name\":\"o/r\",\"pushed_at\":9e99}}")));

        assertThat(received.subject()).hasSize(2048).startsWith("o/r@\ufffd\ufffdrrr");
        assertThat(received.url()).isNull();
        assertThat(received.time()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "ftp://example.org", "https://", "https://a b", "https://a\\nb", ""})
    void takesOnlyALinkOfTheWebAsUrl(String url) {
        assertThat(receive(gitHub("push", bytes("{\"compare\":\"" + url + "\"}")))
                        .url())
                .isNull();
    }

    private Received receive(Webhooks webhook) {
        return gitHub.receive(webhook.received(), List.of(bytes(SECRET)), NOW);
    }
}
