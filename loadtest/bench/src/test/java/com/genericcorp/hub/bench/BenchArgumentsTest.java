package com.genericcorp.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchArgumentsTest {
    private static final List<String> KNOWN = List.of("request", "fleet");

    @Test
    void oneBenchByItsName() {
        assertThat(BenchArguments.parse(List.of("fleet"), KNOWN))
                .isEqualTo(new BenchArguments(List.of("fleet"), false));
    }

    @Test
    void allOfThemAtATenthOfTheirSize() {
        assertThat(BenchArguments.parse(List.of("--quick", "all"), KNOWN)).isEqualTo(new BenchArguments(KNOWN, true));
    }

    @Test
    void whatIsWrongIsNamedBesideWhatIsKnown() {
        refused(List.of("latency"), "no bench is called latency; there are: request fleet all");
        refused(List.of(), "which bench?; there are: request fleet all");
        refused(List.of("fleet", "--fast"), "unknown argument --fast; known is --quick");
        refused(List.of("fleet", "request"), "one bench at a time, or all; given were fleet and request");
    }

    private static void refused(List<String> arguments, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchArguments.parse(arguments, KNOWN))
                .withMessage(message);
    }
}
