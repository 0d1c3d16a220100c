package com.genericcorp.hub.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultTest {
    private static Result result(long sent, long errors, long p95, long foreign, long difference) {
        return new Result("baseline", 1000, sent, sent, errors, p95, foreign, difference);
    }

    @Test
    void aGoodRunHasNoFailures() {
        assertThat(result(950, 9, 499, 0, 0).failures()).isEmpty();
    }

    @Test
    void itsLineIsWhatScriptsRead() {
        assertThat(result(1000, 9, 499, 0, 0).line())
                .isEqualTo("load baseline: requests=1000 errors=9 p95_ms=499 foreign_reads=0 usage_difference=0");
    }

    @Test
    void eachBoundFailsByItself() {
        assertThat(result(949, 0, 1, 0, 0).failures()).hasSize(1);
        assertThat(result(1000, 10, 1, 0, 0).failures()).hasSize(1);
        assertThat(result(1000, 0, 500, 0, 0).failures()).hasSize(1);
        assertThat(result(1000, 0, 1, 1, 0).failures()).hasSize(1);
        assertThat(result(1000, 0, 1, 0, 1).failures()).hasSize(1);
        assertThat(result(0, 0, 0, 0, 0).failures()).hasSize(1);
    }
}
