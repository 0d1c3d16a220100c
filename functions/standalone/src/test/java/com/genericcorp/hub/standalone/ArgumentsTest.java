package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void byDefaultThePortIs8080AndNothingIsForgotten() {
        assertThat(Arguments.parse(List.of())).isEqualTo(new Arguments(8080, false));
    }

    @Test
    void aPortIsTakenInBothForms() {
        assertThat(Arguments.parse(List.of("--port", "0", "--fresh"))).isEqualTo(new Arguments(0, true));
        assertThat(Arguments.parse(List.of("--port=9000"))).isEqualTo(new Arguments(9000, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=65536", "--port=-1", "--port=http", "--port", "--prot=1"})
    void everythingElseIsRefusedByName(String word) {
        assertThatThrownBy(() -> Arguments.parse(List.of(word)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--port");
    }
}
