package com.genericcorp.hub.access.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerTest {
    private long now = Long.MAX_VALUE - 10;
    private final Breaker breaker = new Breaker(() -> now);

    @Test
    void opensAfterFiveFailuresInARow() {
        for (int i = 0; i < 4; i++) {
            assertThat(breaker.failed()).isFalse();
        }
        assertThat(breaker.isOpen()).isFalse();

        assertThat(breaker.failed()).isTrue();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.failed()).as("opened only once").isFalse();
    }

    @Test
    void forgivesWhatASuccessFollows() {
        for (int i = 0; i < 20; i++) {
            breaker.failed();
            breaker.failed();
            breaker.succeeded();
        }

        assertThat(breaker.isOpen()).isFalse();
    }

    /** The clock of {@link System#nanoTime} may turn over at any time. */
    @Test
    void letsOneProbeASecondThrough() {
        assertThat(breaker.mayProbe()).as("while closed").isFalse();
        open();

        assertThat(breaker.mayProbe()).isFalse();
        now += 1_000_000_000;
        assertThat(breaker.mayProbe()).isTrue();
        assertThat(breaker.mayProbe()).isFalse();
        now += 999_999_999;
        assertThat(breaker.mayProbe()).isFalse();
        now += 1;
        assertThat(breaker.mayProbe()).isTrue();
    }

    @Test
    void closesWithTheFirstSuccessAndCountsAnew() {
        open();

        assertThat(breaker.succeeded()).isTrue();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.succeeded()).isFalse();
        assertThat(breaker.failed()).isFalse();
    }

    private void open() {
        for (int i = 0; i < 5; i++) {
            breaker.failed();
        }
    }
}
