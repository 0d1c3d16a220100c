package com.genericcorp.hub.lambda;

import com.genericcorp.hub.telemetry.Metric;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.internal.DefaultGauge;
import java.io.Flushable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what an invocation recorded until {@link #flush}, which writes it in CloudWatch's embedded metric format. Nothing
 * is written by a thread of its own: between invocations an instance is frozen. Only the hub's own metrics are kept,
 * because CloudWatch bills each.
 */
public final class EmfRegistry extends MeterRegistry implements Flushable {
    /** Gauges tell of an instance, not of an invocation. */
    private static final long BETWEEN_GAUGES = Duration.ofMinutes(1).toNanos();

    private final EmfLines lines;
    private final AtomicLong nextGauges;
    /** What was recorded since the last flush: an instance has met far more tenants than one invocation is about. */
    private final Set<Kept> recorded = ConcurrentHashMap.newKeySet();

    public EmfRegistry(EmfLines lines, Clock clock) {
        super(clock);
        this.lines = lines;
        this.nextGauges = new AtomicLong(clock.monotonicTime());
        config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return Metric.of(id.getName()).isPresent() ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
            }
        });
    }

    @Override
    public void flush() {
        Map<Tags, List<EmfLines.Figure>> figures = new LinkedHashMap<>();
        for (Kept kept : recorded) {
            // First: what is recorded from here on is noted again.
            recorded.remove(kept);
            add(figures, kept.getId(), kept.take());
        }
        if (gaugesAreDue()) {
            for (Meter meter : getMeters()) {
                if (meter instanceof Gauge gauge && Double.isFinite(gauge.value())) {
                    add(figures, meter.getId(), List.of(gauge.value()));
                }
            }
        }
        figures.forEach((tags, some) -> lines.write(clock.wallTime(), tags, some));
    }

    private static void add(Map<Tags, List<EmfLines.Figure>> figures, Meter.Id id, List<Double> values) {
        if (!values.isEmpty()) {
            Metric metric = Metric.of(id.getName()).orElseThrow();
            figures.computeIfAbsent(Tags.of(metric, id), missing -> new ArrayList<>())
                    .add(new EmfLines.Figure(metric, values));
        }
    }

    private boolean gaugesAreDue() {
        long due = nextGauges.get();
        long now = clock.monotonicTime();
        return now - due >= 0 && nextGauges.compareAndSet(due, now + BETWEEN_GAUGES);
    }

    /** Writes one meter before its time: it holds as much as a line can. */
    private void overflow(Meter.Id id, List<Double> values) {
        Metric metric = Metric.of(id.getName()).orElseThrow();
        lines.write(clock.wallTime(), Tags.of(metric, id), List.of(new EmfLines.Figure(metric, values)));
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        return new KeptCounter(id, recorded::add);
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
        return new KeptTimer(id, clock, pauses, recorded::add, values -> overflow(id, values));
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T watched, ToDoubleFunction<T> value) {
        return new DefaultGauge<>(id, watched, value);
    }

    @Override
    protected DistributionSummary newDistributionSummary(
            Meter.Id id, DistributionStatisticConfig statistics, double scale) {
        throw notOurs(id);
    }

    @Override
    protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
        throw notOurs(id);
    }

    @Override
    protected <T> FunctionTimer newFunctionTimer(
            Meter.Id id, T watched, ToLongFunction<T> count, ToDoubleFunction<T> total, TimeUnit unit) {
        throw notOurs(id);
    }

    @Override
    protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T watched, ToDoubleFunction<T> count) {
        throw notOurs(id);
    }

    @Override
    protected TimeUnit getBaseTimeUnit() {
        return TimeUnit.SECONDS;
    }

    @Override
    protected DistributionStatisticConfig defaultHistogramConfig() {
        return DistributionStatisticConfig.NONE;
    }

    private static IllegalArgumentException notOurs(Meter.Id id) {
        return new IllegalArgumentException("no metric of the hub is of this kind: " + id.getName());
    }
}
