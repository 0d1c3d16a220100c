package com.genericcorp.hub.api.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7396, appendix A, whose result is an object. */
class ConfigTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":"b"}          | {"a":"c"}                   | {"a":"c"}
            {"a":"b"}          | {"b":"c"}                   | {"a":"b","b":"c"}
            {"a":"b"}          | {"a":null}                  | {}
            {"a":"b","b":"c"}  | {"a":null}                  | {"b":"c"}
            {"a":["b"]}        | {"a":"c"}                   | {"a":"c"}
            {"a":"c"}          | {"a":["b"]}                 | {"a":["b"]}
            {"a":{"b":"c"}}    | {"a":{"b":"d","c":null}}    | {"a":{"b":"d"}}
            {"a":[{"b":"c"}]}  | {"a":[1]}                   | {"a":[1]}
            {"e":null}         | {"a":1}                     | {"e":null,"a":1}
            {}                 | {"a":{"bb":{"ccc":null}}}   | {"a":{"bb":{}}}
            """)
    void mergesAPatch(String target, String patch, String result) throws JsonProcessingException {
        assertThat(Config.merge(read(target), read(patch))).isEqualTo(read(result));
    }

    private static ObjectNode read(String json) throws JsonProcessingException {
        return JSON.readValue(json, ObjectNode.class);
    }
}
