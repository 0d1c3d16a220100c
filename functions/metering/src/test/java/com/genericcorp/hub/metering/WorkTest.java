package com.genericcorp.hub.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static final Instant NOW = Instant.parse("2026-05-05T10:00:00Z");

    @Test
    void aTenantWithAHundredTimesTheTrafficComesAloneAndLast() {
        List<Due> due = new ArrayList<>(
                IntStream.range(0, 999).mapToObj(n -> due(n, 1_000)).toList());
        due.add(0, due(999, 100_000));

        List<List<TenantId>> batches = Work.batches(due);

        assertThat(batches.getLast()).containsExactly(tenant(999));
        assertThat(batches.stream().flatMap(List::stream))
                .startsWith(tenant(0), tenant(1), tenant(2))
                .hasSize(1_000)
                .doesNotHaveDuplicates();
        assertThat(batches.subList(0, batches.size() - 1))
                .allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 50));
    }

    @Test
    void theHeavierTheLater() {
        assertThat(Work.batches(List.of(due(1, Work.HEAVY * 2), due(2, 10), due(3, Work.HEAVY), due(4, 10))))
                .containsExactly(List.of(tenant(2), tenant(4)), List.of(tenant(3)), List.of(tenant(1)));
    }

    @Test
    void batchesAreNoHeavierThanAHeavyTenant() {
        assertThat(Work.batches(List.of(due(1, 30_000), due(2, 20_000), due(3, 1))))
                .containsExactly(List.of(tenant(1), tenant(2)), List.of(tenant(3)));
    }

    @Test
    void nobodyIsNoBatch() {
        assertThat(Work.batches(List.of())).isEmpty();
    }

    @Test
    void theLagIsThatOfWhoWaitsTheLongest() {
        Due longAgo = new Due(tenant(2), false, NOW.minusSeconds(700), 0);

        assertThat(Work.lag(List.of(due(1, 1), longAgo, due(3, 1)), NOW)).isEqualTo(Duration.ofSeconds(700));
        assertThat(Work.lag(List.of(), NOW)).isZero();
    }

    private static Due due(int number, long weight) {
        return new Due(tenant(number), false, NOW, weight);
    }

    private static TenantId tenant(int number) {
        return new TenantId(new UUID(number, number));
    }
}
