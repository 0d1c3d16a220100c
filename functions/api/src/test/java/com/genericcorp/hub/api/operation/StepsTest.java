package com.genericcorp.hub.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final List<Steps.Times> SECOND_OF_THREE = List.of(
            new Steps.Times("one", NOW, NOW), new Steps.Times("two", NOW, null), new Steps.Times("three", null, null));

    @ParameterizedTest
    @CsvSource({"pending,pending", "running,running", "failed,failed"})
    void showsTheFirstUnfinishedStepAsTheOperationIs(String operation, String step) {
        assertThat(Steps.show(operation, SECOND_OF_THREE))
                .extracting(Operation.Step::status)
                .containsExactly("succeeded", step, "pending");
    }

    @Test
    void showsAFinishedOperationsStepsAsSucceeded() {
        List<Steps.Times> all = List.of(new Steps.Times("one", NOW, NOW), new Steps.Times("two", NOW, NOW));

        assertThat(Steps.show("succeeded", all))
                .extracting(Operation.Step::status)
                .containsOnly("succeeded");
    }
}
