package com.genericcorp.hub.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.provider.GitHubExamples;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class PayloadFidelityIT {
    private static final int LIMIT = 4 << 20;

    private final GitHubHook hook = GitHubHook.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":[1e3,-0,-0.0,1.50,1E+2,0e-7,1234567890123456789012345678901234567890]}",
                "{\"n\":1e999999999,\"m\":-1e-999999999}",
                "{\"a\":1,\"a\":{\"b\":2},\"a\":3}",
                "{\"nul\":\"\\u0000\",\"\\u0000\":1,\"repository\":{\"full_name\":\"a\\u0000b\"}}",
                "{\"lone\":\"\\ud800\",\"pair\":\"\\ud83d\\ude00\",\"repository\":{\"full_name\":\"\\udc00\"}}",
                "{\"text\":\"ä 漢 😀 \u2028 \\/ \\u00e4\"}",
                " \r\n\t{ \"space\" : [ ] } \n",
                "{}",
                "[]",
                "[1,{\"a\":null}]",
                "\"text\"",
                "-0",
                "null"
            })
    void givesAPayloadBackByteForByte(String payload) {
        assertThat(new String(roundTrip(payload.getBytes(UTF_8)), UTF_8)).isEqualTo(payload);
    }

    @Test
    void givesTheDecodedPayloadOfAFormBack() {
        String payload = "{\"n\":1e3,\"text\":\"a+b & ä=😀 %\"}";
        byte[] form = ("payload=" + URLEncoder.encode(payload, UTF_8)).getBytes(UTF_8);

        Answer answer = hook.unsigned("push", "form", form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Hub-Signature-256", GitHubExamples.signature(GitHubHook.SECRET, form))
                .send();

        assertThat(new String(GitHubHook.data(hook.event(answer.hasStatus(202).field("event_id"))), UTF_8))
                .isEqualTo(payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT - 1, LIMIT})
    void takesAPayloadUpToFourMebibytes(int size) {
        byte[] payload = ofSize(size);

        assertThat(roundTrip(payload)).isEqualTo(payload);
    }

    @Test
    void refusesAPayloadOneByteLonger() {
        hook.delivery("too-long", ofSize(LIMIT + 1)).send().isProblem(413, "payload-too-large");
        hook.delivery("too-long", ofSize(LIMIT + 1))
                .header("Transfer-Encoding", "chunked")
                .send()
                .isProblem(413, "payload-too-large");

        assertThat(hook.storedEvents()).isZero();
    }

    @Test
    void takesAPayloadInChunksOfUndeclaredLength() {
        byte[] payload = ofSize(300_000);

        Answer answer = hook.delivery("chunked", payload)
                .header("Transfer-Encoding", "chunked")
                .send();

        assertThat(GitHubHook.data(hook.event(answer.hasStatus(202).field("event_id"))))
                .isEqualTo(payload);
    }

    @Test
    void takesANestingOf64AndRefusesOneOf65() {
        byte[] deepest = nested(64);

        assertThat(roundTrip(deepest)).isEqualTo(deepest);
        hook.delivery("too-deep", nested(65)).send().isProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}{}", "{} x", "{'a':1}", "{\"a\":01}", "NaN", "{\"a\":\"\t\"}", "\uFEFF{}"})
    void refusesWhatIsNotOneJsonValue(String payload) {
        hook.delivery("not-json", payload.getBytes(UTF_8)).send().isProblem(400, "bad-request");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] payload = "{\"a\":\"?\"}".getBytes(UTF_8);
        payload[6] = (byte) 0xff;

        hook.delivery("not-utf-8", payload).send().isProblem(400, "bad-request");
    }

    private byte[] roundTrip(byte[] payload) {
        Answer answer = hook.delivery("delivery", payload).send();
        assertThat(answer.hasStatus(202).json().path("duplicate").asBoolean()).isFalse();
        return GitHubHook.data(hook.event(answer.field("event_id")));
    }

    private static byte[] ofSize(int size) {
        String frame = "{\"a\":\"\"}";
        return ("{\"a\":\"" + "x".repeat(size - frame.length()) + "\"}").getBytes(UTF_8);
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
    }
}
