package com.genericcorp.hub.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Property
    void aPercentileIsTheNearestRankOfAll(
            @ForAll @NotEmpty List<@IntRange(max = 60_000) Integer> millis,
            @ForAll @IntRange(min = 1, max = 100) int percent) {
        Latencies latencies = new Latencies();
        millis.forEach(latencies::add);

        int rank = (int) Math.ceil(millis.size() * percent / 100.0);

        assertThat(latencies.percentile(percent))
                .isEqualTo(millis.stream().sorted().toList().get(rank - 1).longValue());
    }

    @Test
    void nothingTookNoTime() {
        assertThat(new Latencies().percentile(95)).isZero();
    }

    @Test
    void beyondAMinuteIsAMinute() {
        Latencies latencies = new Latencies();

        latencies.add(3_600_000);

        assertThat(latencies.percentile(50)).isEqualTo(60_000);
    }

    @Test
    void twoAreCountedTogether() {
        Latencies all = new Latencies();
        Latencies other = new Latencies();
        all.add(1);
        other.add(3);

        all.addAll(other);

        assertThat(all.count()).isEqualTo(2);
        assertThat(all.percentile(100)).isEqualTo(3);
    }
}
