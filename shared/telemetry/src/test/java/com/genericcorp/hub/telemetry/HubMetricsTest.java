package com.genericcorp.hub.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HubMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HubMetrics metrics = new HubMetrics(registry);

    /** Whatever is thrown at them, there are not more series than a cell's tenants explain. */
    @Test
    void noLabelGrowsWithoutBounds() {
        Random random = new Random(1);
        for (int i = 0; i < 3 * HubMetrics.MOST_SERIES; i++) {
            String wild = "wild-" + i;
            metrics.apiRequest(wild, random.nextInt(-1000, 100_000));
            metrics.request(wild, random.nextInt(-1000, 100_000), Duration.ZERO);
            metrics.received(wild, Duration.ZERO);
            metrics.notSent(wild, 1);
        }

        for (Metric metric : Metric.values()) {
            assertThat(series(metric)).as(metric.shown()).hasSizeLessThanOrEqualTo(HubMetrics.MOST_SERIES + 1);
        }
        assertThat(values(Metric.API_REQUESTS, Label.STATUS_CLASS))
                .isSubsetOf("other", "1xx", "2xx", "3xx", "4xx", "5xx");
        assertThat(values(Metric.API_REQUESTS, Label.TENANT)).contains("other");
    }

    @Test
    void whatIsBeyondTheBoundIsCountedTogether() {
        for (int i = 0; i < HubMetrics.MOST_SERIES + 10; i++) {
            metrics.apiRequest("ten_" + i, 200);
        }

        assertThat(registry.get("hub.api.requests")
                        .tags("tenant", "other")
                        .counter()
                        .count())
                .isEqualTo(10);
    }

    @Test
    void everyMetricHasExactlyTheLabelsOfTheList() {
        metrics.apiRequest("ten_1", 200);
        metrics.pool("owner", "active", () -> 1);

        for (Meter meter : registry.getMeters()) {
            Metric metric = Metric.of(meter.getId().getName()).orElseThrow();
            assertThat(meter.getId().getTags().stream().map(Tag::getKey))
                    .containsExactlyInAnyOrderElementsOf(
                            metric.labels().stream().map(Label::text).toList());
            assertThat(meter.getId().getDescription()).isEqualTo(metric.meaning());
        }
    }

    private List<Meter> series(Metric metric) {
        return List.copyOf(registry.find(metric.id()).meters());
    }

    private Stream<String> values(Metric metric, Label label) {
        return series(metric).stream()
                .map(meter -> String.valueOf(meter.getId().getTag(label.text())))
                .distinct();
    }
}
