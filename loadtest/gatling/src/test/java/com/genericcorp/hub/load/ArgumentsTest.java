package com.genericcorp.hub.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static Arguments parse(String line) {
        return Arguments.parse(
                Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toList());
    }

    @Test
    void aProfileAloneIsEnough() {
        Arguments arguments = parse("multi-tenant");

        assertThat(arguments.profile().name()).isEqualTo("multi-tenant");
        assertThat(arguments.scale()).isEqualTo(1);
        assertThat(arguments.url()).isEmpty();
    }

    @Test
    void theHubAndTheScaleMayBeGiven() {
        Arguments arguments = parse("ramp --scale 0.1 --url http://hub.example:8080/");

        assertThat(arguments.scale()).isEqualTo(0.1);
        assertThat(arguments.url()).contains(URI.create("http://hub.example:8080"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soak",
                "smoke smoke",
                "smoke --fast",
                "smoke --scale",
                "smoke --scale 0",
                "smoke --scale x",
                "smoke --scale NaN",
                "smoke --url",
                "smoke --url hub.example",
                "smoke --url http://hub.example/path"
            })
    void anythingElseIsRefused(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(LoadException.class);
    }
}
