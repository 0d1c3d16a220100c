package com.genericcorp.hub.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import jakarta.inject.Singleton;
import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Records every metric of the hub. What they are called and mean stands in {@link Metric}. */
@Singleton
public final class HubMetrics {
    /** More than 1,000 tenants with every class of status; whatever comes beyond is counted together. */
    static final int MOST_SERIES = 6_000;

    static final String OTHER = "other";

    private static final String[] STATUSES =
            IntStream.range(0, 600).mapToObj(Integer::toString).toArray(String[]::new);
    private static final String[] CLASSES = {OTHER, "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final MeterRegistry registry;
    private final Map<Metric, Map<Series, Meter>> recorded = new EnumMap<>(Metric.class);
    private final Map<Metric, Told> told = new EnumMap<>(Metric.class);

    public HubMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Metric metric : Metric.values()) {
            recorded.put(metric, new ConcurrentHashMap<>());
        }
        // There from the beginning, so that the first one is seen as a rise.
        for (Metric metric : Metric.values()) {
            if (metric.kind() == Metric.Kind.COUNTER && metric.labels().isEmpty()) {
                counter(metric, "", "");
            }
        }
        for (RedisFailure cause : RedisFailure.values()) {
            counter(Metric.REDIS_FAILURES, cause.text(), "");
        }
        for (Refused cause : Refused.values()) {
            counter(Metric.ADMISSION_REFUSALS, cause.text(), "");
        }
    }

    /** @param route the path with its parameters as names, so that its values stay few */
    public void request(String route, int status, Duration duration) {
        record(Metric.HTTP_REQUEST, route, status < 100 || status > 599 ? OTHER : STATUSES[status], duration);
    }

    /** A request with a tenant's credentials. */
    public void apiRequest(String tenant, int status) {
        count(Metric.API_REQUESTS, tenant, status < 100 || status > 599 ? OTHER : CLASSES[status / 100], 1);
    }

    public void refused(Refused cause) {
        count(Metric.ADMISSION_REFUSALS, cause.text(), "", 1);
    }

    /** From the request to the active tenant. */
    public void provisioned(Duration duration) {
        record(Metric.PROVISIONING_DURATION, "", "", duration);
    }

    /** An operation given up and rolled back. */
    public void provisioningFailed() {
        count(Metric.PROVISIONING_FAILURES, "", "", 1);
    }

    public void activeTenants(long tenants) {
        tell(Metric.ACTIVE_TENANTS, tenants);
    }

    public void operationBacklog(long operations) {
        tell(Metric.OPERATION_BACKLOG, operations);
    }

    /** The age of a message of {@code queue} when work on it began. */
    public void received(String queue, Duration age) {
        record(Metric.QUEUE_AGE, queue, "", age);
    }

    /** Messages that {@code queue} did not take. */
    public void notSent(String queue, int messages) {
        count(Metric.QUEUE_SEND_FAILURES, queue, "", messages);
    }

    /** A call that Redis answered. */
    public void redisAnswered(long nanos) {
        timer(Metric.REDIS_CALL, "", "").record(nanos, TimeUnit.NANOSECONDS);
    }

    public void redisFailed(RedisFailure cause) {
        count(Metric.REDIS_FAILURES, cause.text(), "", 1);
    }

    /** Watches whether an instance goes on without Redis. */
    public void degraded(Supplier<Boolean> degraded) {
        Gauge.builder(Metric.DEGRADED.id(), () -> degraded.get() ? 1 : 0)
                .description(Metric.DEGRADED.meaning())
                .strongReference(true)
                .register(registry);
    }

    /** Watches a pool of connections. */
    public void pool(String pool, String state, Supplier<Number> connections) {
        Gauge.builder(Metric.POOL_CONNECTIONS.id(), connections)
                .description(Metric.POOL_CONNECTIONS.meaning())
                .tags(tags(Metric.POOL_CONNECTIONS, new Series(pool, state)))
                .strongReference(true)
                .register(registry);
    }

    /** How old the oldest tenant's watermark is. */
    public void meteringLag(Duration age) {
        tell(Metric.METERING_LAG, age.toNanos() / 1e9);
    }

    /** How long one tenant's roll-up took. */
    public void rolledUp(Duration duration) {
        record(Metric.METERING_ROLL_UP, "", "", duration);
    }

    public void rowsCounted(long rows) {
        count(Metric.METERING_ROWS, "", "", rows);
    }

    /** Of how many tenants Redis has lost counts. */
    public void usageGaps(int tenants) {
        count(Metric.USAGE_GAPS, "", "", tenants);
    }

    /** How many hours differ from their rows. */
    public void usageDifferences(int hours) {
        count(Metric.USAGE_DIFFERENCES, "", "", hours);
    }

    /** Writes what a registry keeps until an invocation ends: an instance may be frozen as soon as it has answered. */
    public void flush() {
        if (registry instanceof CompositeMeterRegistry composite) {
            composite.getRegistries().forEach(HubMetrics::flush);
        } else {
            flush(registry);
        }
    }

    private static void flush(MeterRegistry registry) {
        if (registry instanceof Flushable keeps) {
            try {
                keeps.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void record(Metric metric, String first, String second, Duration duration) {
        // Two machines' clocks: an end may seem to come before its beginning.
        timer(metric, first, second).record(duration.isNegative() ? Duration.ZERO : duration);
    }

    private void count(Metric metric, String first, String second, long amount) {
        counter(metric, first, second).increment(amount);
    }

    private Counter counter(Metric metric, String first, String second) {
        return (Counter) series(metric, new Series(first, second));
    }

    private Timer timer(Metric metric, String first, String second) {
        return (Timer) series(metric, new Series(first, second));
    }

    private Meter series(Metric metric, Series series) {
        Map<Series, Meter> known = Objects.requireNonNull(recorded.get(metric));
        Meter meter = known.get(series);
        if (meter != null) {
            return meter;
        }
        Series bounded = known.size() < MOST_SERIES ? series : series.other();
        return known.computeIfAbsent(bounded, missing -> register(metric, missing));
    }

    private Meter register(Metric metric, Series series) {
        return switch (metric.kind()) {
            case COUNTER ->
                Counter.builder(metric.id())
                        .description(metric.meaning())
                        .tags(tags(metric, series))
                        .register(registry);
            case REQUEST_TIME, ROUND_TRIP, WAIT ->
                Timer.builder(metric.id())
                        .description(metric.meaning())
                        .tags(tags(metric, series))
                        .serviceLevelObjectives(metric.kind().buckets())
                        .register(registry);
            case GAUGE, GAUGE_OF_SECONDS -> throw new IllegalArgumentException(metric + " is told, not recorded");
        };
    }

    private static Tags tags(Metric metric, Series series) {
        List<Tag> tags = new ArrayList<>();
        List<String> values = List.of(series.first, series.second);
        for (int i = 0; i < metric.labels().size(); i++) {
            tags.add(Tag.of(metric.labels().get(i).text(), values.get(i)));
        }
        return Tags.of(tags);
    }

    private synchronized void tell(Metric metric, double value) {
        told.computeIfAbsent(metric, this::watch).tell(value);
    }

    private Told watch(Metric metric) {
        Told gauge = new Told(registry.config().clock());
        if (metric.kind() == Metric.Kind.GAUGE_OF_SECONDS) {
            TimeGauge.builder(metric.id(), gauge::value, TimeUnit.SECONDS)
                    .description(metric.meaning())
                    .strongReference(true)
                    .register(registry);
        } else {
            Gauge.builder(metric.id(), gauge::value)
                    .description(metric.meaning())
                    .strongReference(true)
                    .register(registry);
        }
        return gauge;
    }

    /** The values of a metric's labels, in their order; no metric has more than two. */
    private record Series(String first, String second) {
        Series other() {
            return new Series(first.isEmpty() ? "" : OTHER, second.isEmpty() ? "" : OTHER);
        }
    }
}
