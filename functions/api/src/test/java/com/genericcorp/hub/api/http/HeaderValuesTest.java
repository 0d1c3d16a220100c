package com.genericcorp.hub.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValuesTest {
    @Test
    void hasNoValueWhereThereIsNoHeader() {
        assertThat(HeaderValues.get(headers(), "X-Signature")).isEmpty();
    }

    @Test
    void joinsRepeatedLines() {
        assertThat(HeaderValues.get(headers("one", "two, three"), "x-signature"))
                .contains("one,two, three");
    }

    /** As the Lambda runtime splits them: at each comma, and nothing else taken away. */
    @ParameterizedTest
    @ValueSource(strings = {"v1,aaa= v1,bbb=", "v1=aaa, v1=bbb", "a,,b", ",a", " a , b ", "\"a,b\"", "", "plain"})
    void restoresWhatWasSplitAtItsCommas(String value) {
        assertThat(HeaderValues.get(headers(value.split(",")), "X-Signature")).contains(value);
    }

    private static HttpHeaders headers(String... values) {
        List<Map.Entry<String, String>> lines =
                Stream.of(values).map(value -> Map.entry("X-Signature", value)).toList();
        return new HttpHeadersImpl(lines);
    }
}
