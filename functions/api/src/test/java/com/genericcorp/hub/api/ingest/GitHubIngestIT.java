package com.genericcorp.hub.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.client.Together;
import com.genericcorp.hub.api.provider.GitHubExamples;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class GitHubIngestIT {
    private static final byte[] PAYLOAD = """
            {"ref":"refs/heads/main","compare":"https://github.com/a/b/compare/1...2",
             "repository":{"full_name":"a/b","pushed_at":1767225600}}""".getBytes(UTF_8);

    private final GitHubHook hook = GitHubHook.create();

    @Test
    void makesAnEventOfAPush() {
        Answer accepted = hook.delivery("d-1", PAYLOAD).send();

        accepted.hasStatus(202);
        assertThat(accepted.field("event_id")).matches("evt_[0-9a-z]{26}");
        assertThat(accepted.json().path("duplicate").isBoolean()).isTrue();
        Answer event = hook.event(accepted.field("event_id"));
        assertThat(event.header("Content-Type")).contains("application/json;charset=UTF-8");
        assertThat(event.field("id")).isEqualTo(accepted.field("event_id"));
        assertThat(event.field("type")).isEqualTo("code.push");
        assertThat(event.field("provider")).isEqualTo("github");
        assertThat(event.field("connection_id")).isEqualTo(hook.connection());
        assertThat(event.field("provider_event")).isEqualTo("push");
        assertThat(event.field("provider_delivery_id")).isEqualTo("d-1");
        assertThat(event.field("subject")).isEqualTo("a/b@refs/heads/main");
        assertThat(event.field("url")).isEqualTo("https://github.com/a/b/compare/1...2");
        assertThat(event.field("time")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(event.field("received_at")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(event.json().size()).isEqualTo(11);
    }

    @Test
    void keepsAnEventThatItHasNoNeutralTypeFor() {
        Answer accepted = hook.delivery("ping", "d-1", "{\"zen\":\"Keep it.\"}".getBytes(UTF_8))
                .send();

        Answer event = hook.event(accepted.hasStatus(202).field("event_id"));
        assertThat(event.field("type")).isEqualTo("github.ping");
        assertThat(event.json().path("subject").isNull()).isTrue();
        assertThat(event.json().path("url").isNull()).isTrue();
    }

    @Test
    void answersADuplicateWithTheFirstEvent() {
        Answer first = hook.delivery("d-1", PAYLOAD).send();
        Answer second = hook.delivery("d-1", "{\"other\":1}".getBytes(UTF_8)).send();
        Answer another = hook.delivery("d-2", PAYLOAD).send();

        assertThat(first.hasStatus(202).json().path("duplicate").asBoolean()).isFalse();
        assertThat(second.hasStatus(202).json().path("duplicate").asBoolean()).isTrue();
        assertThat(second.field("event_id")).isEqualTo(first.field("event_id"));
        assertThat(another.field("event_id")).isNotEqualTo(first.field("event_id"));
        assertThat(hook.storedEvents()).isEqualTo(2);
        assertThat(GitHubHook.data(hook.event(first.field("event_id")))).isEqualTo(PAYLOAD);
    }

    @Test
    void storesADeliveryOnceThatArrivesTwentyTimesAtOnce() {
        List<Answer> answers = Together.send(20, () -> hook.delivery("d-1", PAYLOAD));

        assertThat(answers).allSatisfy(answer -> answer.hasStatus(202));
        assertThat(answers.stream().map(answer -> answer.field("event_id")).distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> !answer.json().path("duplicate").asBoolean()))
                .hasSize(1);
        assertThat(hook.storedEvents()).isEqualTo(1);
    }

    @Test
    void takesTheSameDeliveryIdOnAnotherConnection() {
        GitHubHook other = GitHubHook.create(hook.tenant());

        Answer here = hook.delivery("d-1", PAYLOAD).send();
        Answer there = other.delivery("d-1", PAYLOAD).send();

        assertThat(there.hasStatus(202).field("event_id")).isNotEqualTo(here.field("event_id"));
        assertThat(hook.storedEvents()).isEqualTo(2);
    }

    @Test
    void refusesWhatTheSecretDidNotSign() {
        Request unsigned = hook.unsigned("push", "d-1", PAYLOAD).header("Content-Type", "application/json");
        String right = GitHubExamples.signature(GitHubHook.SECRET, PAYLOAD);

        unsigned.send().isProblem(401, "bad-signature");
        for (String signature : List.of(
                "",
                "sha256=",
                right.substring(7),
                right + "0",
                right.toUpperCase(Locale.ROOT),
                right + "," + right,
                GitHubExamples.signature("another secret", PAYLOAD),
                GitHubExamples.signature(GitHubHook.SECRET, new byte[0]))) {
            unsigned.header("X-Hub-Signature-256", signature).send().isProblem(401, "bad-signature");
        }
        assertThat(hook.storedEvents()).isZero();
    }

    @Test
    void verifiesBeforeItReads() {
        hook.unsigned("push", "d-1", "not json".getBytes(UTF_8))
                .header("X-Hub-Signature-256", "sha256=00")
                .header("Content-Type", "text/plain")
                .send()
                .isProblem(401, "bad-signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense"})
    void refusesAnotherContentType(String type) {
        hook.unsigned("push", "d-1", PAYLOAD)
                .header("X-Hub-Signature-256", GitHubExamples.signature(GitHubHook.SECRET, PAYLOAD))
                .header("Content-Type", type)
                .send()
                .isProblem(415, "unsupported-media-type");
    }

    @Test
    void asksForTheDeliveryIdAndTheEvent() {
        Request signed = Request.of("POST", "/v1/ingest/" + hook.connection())
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", GitHubExamples.signature(GitHubHook.SECRET, PAYLOAD))
                .body(PAYLOAD);

        signed.header("X-GitHub-Event", "push").send().isProblem(400, "bad-request");
        signed.header("X-GitHub-Delivery", "d-1").send().isProblem(400, "bad-request");
    }

    @Test
    void knowsNoConnectionThatThereIsNot() {
        GitHubHook invented = new GitHubHook(hook.tenant(), "con_01arz3ndektsv4rrffq69g5fav");
        GitHubHook malformed = new GitHubHook(hook.tenant(), "con_x");

        invented.delivery("d-1", PAYLOAD).send().isProblem(404, "not-found");
        malformed.delivery("d-1", PAYLOAD).send().isProblem(404, "not-found");
    }

    @Test
    void knowsADeletedConnectionNoMoreAndKeepsItsEvents() {
        String event = hook.delivery("d-1", PAYLOAD).send().hasStatus(202).field("event_id");

        Request.delete("/v1/connections/" + hook.connection())
                .as(hook.tenant())
                .send()
                .hasStatus(204);

        hook.delivery("d-2", PAYLOAD).send().isProblem(404, "not-found");
        hook.event(event).hasStatus(200);
    }

    @Test
    void refusesADisabledConnection() {
        Stored.change(
                "update public.connection_routes set status = 'disabled' where tenant_id = ?",
                hook.tenant().id().uuid());

        hook.delivery("d-1", PAYLOAD).send().isProblem(404, "not-found");
    }

    @Test
    void refusesASuspendedTenantsWebhooks() {
        Stored.change(
                "update public.tenants set status = 'suspended' where id = ?",
                hook.tenant().id().uuid());

        hook.delivery("d-1", PAYLOAD).send().isProblem(403, "tenant-suspended");
    }
}
