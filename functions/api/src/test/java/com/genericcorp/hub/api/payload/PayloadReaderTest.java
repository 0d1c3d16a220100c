package com.genericcorp.hub.api.payload;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {
    private static final PayloadReader READER = PayloadReader.of(
            List.of("/type", "/number", "/merged", "/at", "/repository/full_name", "/repository/owner/id"));

    @Test
    void readsTheValuesAtItsPointersOnly() {
        PayloadFields fields = read("""
                {"before":[{"type":"no"}],"type":"push","number":12,"merged":true,
                 "repository":{"type":"no","owner":{"id":7,"number":8},"full_name":"o/r"}}""");

        assertThat(fields.text("/type")).contains("push");
        assertThat(fields.whole("/number")).contains(12L);
        assertThat(fields.isTrue("/merged")).isTrue();
        assertThat(fields.text("/repository/full_name")).contains("o/r");
        assertThat(fields.whole("/repository/owner/id")).contains(7L);
        assertThat(fields.text("/repository/type")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " \t\r\n0 ",
                "-0",
                "1e3",
                "1E+1000000000",
                "1e1000000000",
                "1234567890123456789012345678901234567890",
                "0.1234567890123456789012345678901234567890",
                "\"text\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\u0080\uffff\ud83d\ude00\u007f\"",
                "null",
                "true",
                "{\"a\":1,\"a\":2}",
                "{\"\":{\"\":[{}]}}"
            })
    void acceptsOneJsonValue(String payload) {
        assertThat(read(payload)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{a:1}",
                "{'a':1}",
                "{} {}",
                "{}x",
                "1 2",
                "1x",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "-",
                "NaN",
                "Infinity",
                "tru",
                "truex",
                "nul",
                "/* */1",
                "1//",
                "#1",
                "\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"a\nb\"",
                "\"\t\"",
                "{\"a\nb\":1}",
                "\u0000{}",
                "{}\u0000",
                "{\u0000}",
                "\"\u0000\"",
                "\u00a01",
                "\f1",
                "\ufeff{}",
                "{}\ufeff"
            })
    void refusesAnythingElse(String payload) {
        assertRefused(payload.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22ff22", // no UTF-8 byte at all
                "22c022", // a sequence broken off
                "22c080" + "22", // NUL, overlong
                "22c1bf" + "22", // overlong
                "22e0808022", // overlong
                "22eda08022", // a surrogate
                "22f490808022", // after the last code point
                "22c3", // broken off at the end
                "31c3", // after a value
                "efbbbf7b7d", // a byte order mark
                "fffe7b007d00",
                "feff007b007d"
            })
    void refusesWhatIsNotUtf8(String hex) {
        assertRefused(HexFormat.of().parseHex(hex));
    }

    @Test
    void refusesUtf16WithAndWithoutMark() {
        assertRefused("{\"a\":1}".getBytes(UTF_16));
        assertRefused("{\"a\":1}".getBytes(UTF_16BE));
        assertRefused("{\"a\":1}".getBytes(UTF_16LE));
    }

    @Test
    void accepts64LevelsAndRefuses65() {
        assertThat(read("[".repeat(64) + "]".repeat(64))).isNotNull();
        assertThat(read("{\"type\":".repeat(64) + "1" + "}".repeat(64))).isNotNull();
        assertThat(read("{\"other\":".repeat(64) + "1" + "}".repeat(64))).isNotNull();
        assertRefused(("[".repeat(65) + "]".repeat(65)).getBytes(UTF_8));
        assertRefused(("{\"type\":".repeat(65) + "1" + "}".repeat(65)).getBytes(UTF_8));
        assertRefused(("{\"other\":".repeat(65) + "1" + "}".repeat(65)).getBytes(UTF_8));
        assertRefused("[".repeat(1 << 20).getBytes(UTF_8));
    }

    @Test
    void countsTheLastOfARepeatedKey() {
        assertThat(read("{\"type\":\"a\",\"type\":\"b\"}").text("/type")).contains("b");
        assertThat(read("{\"type\":\"a\",\"type\":null}").text("/type")).isEmpty();
        assertThat(read("{\"type\":\"a\",\"type\":[\"b\"]}").text("/type")).isEmpty();
        assertThat(read("{\"repository\":{\"full_name\":\"a\"},\"repository\":{}}")
                        .text("/repository/full_name"))
                .isEmpty();
        assertThat(read("{\"repository\":{\"full_name\":\"a\"},\"repository\":1}")
                        .text("/repository/full_name"))
                .isEmpty();
        assertThat(read("{\"t\\u0079pe\":\"escaped\"}").text("/type")).contains("escaped");
    }

    @Test
    void takesAValueOfAnotherKindAsAbsent() {
        PayloadFields fields = read("{\"type\":5,\"number\":\"5\",\"merged\":\"true\",\"at\":{},\"repository\":[]}");

        assertThat(fields.text("/type")).isEmpty();
        assertThat(fields.whole("/number")).isEmpty();
        assertThat(fields.isTrue("/merged")).isFalse();
        assertThat(fields.time("/at")).isEmpty();
        assertThat(read("{\"number\":1e3}").whole("/number")).isEmpty();
        assertThat(read("{\"number\":" + "9".repeat(40) + "}").whole("/number")).isEmpty();
        assertThat(read("{\"number\":-0}").whole("/number")).contains(0L);
    }

    @Test
    void makesTextStorable() {
        assertThat(read("{\"type\":\"a\\u0000b\\ud800c\\udc00\\ud83d\\ude00\"}").text("/type"))
                .contains("a\ufffdb\ufffdc\ufffd\ud83d\ude00");
        assertThat(read("{\"type\":\"" + "x".repeat(1 << 20) + "\"}").text("/type"))
                .contains("x".repeat(PayloadReader.TEXT_LIMIT));
    }

    @Test
    void readsTimesInBothForms() {
        assertThat(time("\"2019-05-15T15:20:41Z\"")).contains(Instant.parse("2019-05-15T15:20:41Z"));
        assertThat(time("\"2021-08-19T12:16:32.000-04:00\"")).contains(Instant.parse("2021-08-19T16:16:32Z"));
        assertThat(time("\"2022-11-03T20:26:10.344522999Z\"")).contains(Instant.parse("2022-11-03T20:26:10.344522Z"));
        assertThat(time("1557933657")).contains(Instant.ofEpochSecond(1557933657));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"yesterday\"",
                "\"2019-05-15\"",
                "-1",
                "999999999999999999",
                "-99999999999999999",
                "253402300800",
                "\"-0001-01-01T00:00:00Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"1969-12-31T23:59:59Z\"",
                "\"+999999999-12-31T23:59:59-18:00\"",
                "true",
                "null",
                "1e9"
            })
    void takesATimeOutOfBoundsAsAbsent(String value) {
        assertThat(time(value)).isEmpty();
    }

    private static Optional<Instant> time(String value) {
        return read("{\"at\":" + value + "}").time("/at");
    }

    private static PayloadFields read(String payload) {
        return READER.read(payload.getBytes(UTF_8));
    }

    private static void assertRefused(byte[] payload) {
        assertThatThrownBy(() -> READER.read(payload))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.type()).isEqualTo(ErrorType.BAD_REQUEST));
    }
}
