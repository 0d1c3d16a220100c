package com.genericcorp.hub.api.provider;

import static com.genericcorp.hub.api.provider.Webhooks.SECRET;
import static com.genericcorp.hub.api.provider.Webhooks.bytes;
import static com.genericcorp.hub.api.provider.Webhooks.gitHub;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.api.provider.GitHubExamples.Example;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GitHubExamplesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<Example> EXAMPLES = GitHubExamples.all();

    static Stream<Example> examples() {
        return EXAMPLES.stream();
    }

    @Test
    void thereAreHundredsOfThem() {
        assertThat(EXAMPLES).hasSizeGreaterThan(700);
        assertThat(EXAMPLES.stream().map(Example::deliveryId)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachIsReceivedExactly(Example example) {
        Received received = receive(gitHub(example.event(), example.payload()));

        assertThat(received.data()).isEqualTo(example.payload());
        assertThat(received.providerEvent()).isEqualTo(example.event());
        assertThat(received.type()).isNotEmpty();
        assertThat(received.time()).isBetween(Instant.parse("2010-01-01T00:00:00Z"), NOW);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachIsReceivedExactlyFromAForm(Example example) {
        byte[] form = bytes("payload=" + URLEncoder.encode(example.text(), UTF_8));

        Received received = receive(gitHub(example.event(), "application/x-www-form-urlencoded", form));

        assertThat(received.data()).isEqualTo(example.payload());
    }

    @ParameterizedTest
    @CsvSource({
        "push,,code.push",
        "pull_request,opened,change.opened",
        "pull_request,reopened,change.opened",
        "pull_request,synchronize,change.updated",
        "pull_request,labeled,change.updated",
        "pull_request,closed,change.closed",
        "pull_request_review,submitted,change.review",
        "pull_request_review_comment,created,change.review",
        "pull_request_review_thread,resolved,change.review",
        "issues,opened,issue.opened",
        "issues,reopened,issue.opened",
        "issues,edited,issue.updated",
        "issue_comment,created,issue.comment",
        "workflow_run,requested,pipeline.started",
        "check_suite,requested,pipeline.started",
        "check_suite,rerequested,pipeline.started",
        "check_suite,completed,pipeline.succeeded",
        "release,published,release.published",
        "release,released,release.published",
        "release,deleted,github.release",
        "deployment,created,pipeline.started",
        "check_run,completed,github.check_run",
        "workflow_job,completed,github.workflow_job",
        "star,created,github.star",
        "ping,,github.ping"
    })
    void mapsToTheNeutralType(String event, @Nullable String action, String type) throws IOException {
        List<Example> matching = new ArrayList<>();
        for (Example example : EXAMPLES) {
            if (example.event().equals(event) && (action == null || action.equals(text(example, "/action")))) {
                matching.add(example);
            }
        }

        assertThat(matching)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(
                                receive(gitHub(event, example.payload())).type())
                        .isEqualTo(type));
    }

    /** The examples hold no merged pull request: the real closed ones, with that one word changed. */
    @Test
    void mapsAMergedPullRequest() throws IOException {
        int merged = 0;
        for (Example example : EXAMPLES) {
            if (example.event().equals("pull_request")
                    && text(example, "/action").equals("closed")) {
                byte[] payload = bytes(example.text().replaceFirst("(\"merged\"\\s*:\\s*)false", "$1true"));
                assertThat(receive(gitHub("pull_request", payload)).type()).isEqualTo("change.merged");
                merged++;
            }
        }
        assertThat(merged).isPositive();
    }

    @Test
    void mapsAPipelinesEndToItsConclusion() throws IOException {
        Map<String, TreeSet<String>> types = new TreeMap<>();
        for (Example example : EXAMPLES) {
            String state = switch (example.event()) {
                case "workflow_run" -> text(example, "/action") + " " + text(example, "/workflow_run/conclusion");
                case "deployment_status" -> text(example, "/deployment_status/state");
                default -> "";
            };
            if (!state.isEmpty()) {
                types.computeIfAbsent(example.event() + " " + state, _ -> new TreeSet<>())
                        .add(receive(gitHub(example.event(), example.payload())).type());
            }
        }

        assertThat(types.toString())
                .isEqualTo(Stream.of(
                                "deployment_status in_progress=[pipeline.started]",
                                "deployment_status success=[pipeline.succeeded]",
                                "workflow_run completed null=[pipeline.failed]",
                                "workflow_run completed success=[pipeline.succeeded]",
                                "workflow_run requested action_required=[pipeline.started]",
                                "workflow_run requested null=[pipeline.started]")
                        .collect(Collectors.joining(", ", "{", "}")));
    }

    @ParameterizedTest
    @CsvSource({
        "push, Codertocat/Hello-World@refs/tags/simple-tag, https://github.com/Codertocat/Hello-World/compare/simple-tag, 2019-05-15T15:20:57Z",
        "pull_request, Codertocat/Hello-World#2, https://github.com/Codertocat/Hello-World/pull/2, 2019-05-15T15:20:33Z",
        "issues, Codertocat/Hello-World#1, https://github.com/Codertocat/Hello-World/issues/1, 2019-05-15T15:20:18Z",
        "release, Codertocat/Hello-World, https://github.com/Codertocat/Hello-World/releases/tag/0.0.1, 2019-05-15T15:20:53Z",
        "discussion, octo-org/octo-repo#90, https://github.com/octo-org/octo-repo/discussions/90, 2021-03-29T14:16:08Z",
        "deployment, Codertocat/Hello-World, https://github.com/Codertocat/Hello-World, 2019-05-15T15:20:53Z",
        "organization, Octocoders, , 2026-01-02T03:04:05Z",
        "security_advisory, , , 2026-01-02T03:04:05Z"
    })
    void extractsSubjectUrlAndTime(String event, @Nullable String subject, @Nullable String url, Instant time) {
        Example first = EXAMPLES.stream()
                .filter(example -> example.event().equals(event))
                .findFirst()
                .orElseThrow();

        Received received = receive(gitHub(event, first.payload()));

        assertThat(received.subject()).isEqualTo(subject);
        assertThat(received.url()).isEqualTo(url);
        assertThat(received.time()).isEqualTo(time);
    }

    private static String text(Example example, String pointer) throws IOException {
        return new ObjectMapper().readTree(example.payload()).at(pointer).asText();
    }

    private static Received receive(Webhooks webhook) {
        return new GitHub().receive(webhook.received(), List.of(bytes(SECRET)), NOW);
    }
}
