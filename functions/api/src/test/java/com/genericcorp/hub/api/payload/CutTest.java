package com.genericcorp.hub.api.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data":1}                          | 1               | {"data":true}
            {"data":-0.50e+7 ,"a":"b"}          | -0.50e+7        | {"data":true ,"a":"b"}
            {"a":{"data":1},"data":"ä😀\\""}    | "ä😀\\""        | {"a":{"data":1},"data":true}
            {"😀":1,"data" : [ 1 , {} ] }       | [ 1 , {} ]      | {"😀":1,"data" : true }
            {"data":{"data":{"data":null}}}     | {"data":{"data":null}} | {"data":true}
            {"d\\u0061ta":null}                 | null            | {"d\\u0061ta":true}
            {"data":1,"data":[2]}               | [2]             | {"data":true,"data":true}
            {"data":false} trailing             | false           | {"data":true} trailing
            """)
    void keepsTheValuesBytesAndLeavesAPlaceholder(String body, String value, String rest) {
        Cut cut = Cut.out("data", body.getBytes(UTF_8));

        assertThat(cut.value()).asString(UTF_8).isEqualTo(value);
        assertThat(cut.rest()).asString(UTF_8).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":{\"data\":1}}", "[{\"data\":1}]", "7", "", "\"data\""})
    void leavesABodyWithoutTheFieldAsItIs(String body) {
        Cut cut = Cut.out("data", body.getBytes(UTF_8));

        assertThat(cut.value()).isNull();
        assertThat(cut.rest()).asString(UTF_8).isEqualTo(body);
    }

    @Test
    void findsAValueBehindALongOne() {
        String text = "\"" + "😀\\u0000".repeat(20_000) + "\"";
        String number = "9".repeat(70_000);

        Cut cut = Cut.out(
                "data",
                ("{\"a\":" + text + ",\"b\":" + number + ",\"data\":" + number + ",\"c\":" + text + "}")
                        .getBytes(UTF_8));

        assertThat(cut.value()).asString(UTF_8).isEqualTo(number);
        assertThat(cut.rest())
                .asString(UTF_8)
                .isEqualTo("{\"a\":" + text + ",\"b\":" + number + ",\"data\":true,\"c\":" + text + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"data\":", "{\"data\":01}", "{\"data\":[1,]}", "{data:1}", "{\"data\":'a'}"})
    void refusesWhatIsNotJson(String body) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Cut.out("data", body.getBytes(UTF_8)))
                .extracting(Refusal::type)
                .isEqualTo(ErrorType.BAD_REQUEST);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Cut.out("data", new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', '}'}))
                .extracting(Refusal::type)
                .isEqualTo(ErrorType.BAD_REQUEST);
    }
}
