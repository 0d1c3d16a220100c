package com.genericcorp.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsTest {
    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Runs.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void theMedianOfAnEvenNumberIsHalfwayBetweenTheTwoInTheMiddle() {
        assertThat(Runs.of(4, 1, 2, 9).median()).isEqualTo(3);
    }

    @Test
    void oneRunIsItsOwnMedian() {
        assertThat(Runs.of(7).median()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoMeasurementIsRefused(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Runs.of(1, value))
                .withMessageContaining("not a measurement");
    }

    @Test
    void nothingMeasuredIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runs(List.of()))
                .withMessage("nothing was measured");
    }
}
