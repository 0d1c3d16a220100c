package com.genericcorp.hub.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks at the hub's own metrics while it is loaded, and says how the run goes. */
final class Watch implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final double MEBI = 1 << 20;

    private final HubApi hub;
    private final RunBook book;
    private final PrintStream out;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watch").factory());

    private final Series active = count("pool: connections at work");
    private final Series awaiting = count("pool: threads waiting");
    private final Series heap = new Series("memory: heap of the hub", value -> "%.0f MiB".formatted(value / MEBI));
    private final Series ownCpu = share("CPU: the hub's process");
    private final Series allCpu = share("CPU: the hub's machine");
    private final Series network =
            new Series("network: bodies, both ways", value -> "%.2f MiB/s".formatted(value / MEBI));
    private final Series redisFailures = count("Redis: calls without answer");
    private final Series degraded = count("Redis: degraded");
    private final Series meteringLag = new Series("metering lag", value -> String.format(Locale.ROOT, "%.0f s", value));
    private long bytesBefore;
    private long looks;
    private long missed;

    Watch(HubApi hub, RunBook book, PrintStream out) {
        this.hub = hub;
        this.book = book;
        this.out = out;
    }

    Watch begin() {
        bytesBefore = book.bytes();
        var _ = timer.scheduleAtFixedRate(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private synchronized void look() {
        looks++;
        long bytes = book.bytes();
        network.add(OptionalDouble.of((bytes - bytesBefore) / (double) LOOK_EVERY.toSeconds()));
        bytesBefore = bytes;
        if (looks * LOOK_EVERY.toSeconds() % TELL_EVERY.toSeconds() == 0) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            out.printf(
                    Locale.ROOT,
                    "  %d:%02d  %d requests, %d errors, P95 %d ms%n",
                    seconds / 60,
                    seconds % 60,
                    book.requests(),
                    book.errors(),
                    book.p95());
        }
        try {
            HubApi.Answer answer = hub.asOperator("GET", "/metrics", null);
            if (answer.status() == 200) {
                keep(new Scrape(answer.body()));
            } else {
                missed++;
            }
        } catch (LoadException e) {
            missed++;
        }
    }

    private void keep(Scrape scrape) {
        active.add(scrape.sum("hub_pool_connections", "state=\"active\""));
        awaiting.add(scrape.sum("hub_pool_connections", "state=\"awaiting\""));
        heap.add(scrape.sum("jvm_memory_used_bytes", "area=\"heap\""));
        ownCpu.add(scrape.sum("process_cpu_usage", ""));
        allCpu.add(scrape.sum("system_cpu_usage", ""));
        redisFailures.add(scrape.sum("hub_redis_failures_total", ""));
        degraded.add(scrape.sum("hub_degraded", ""));
        meteringLag.add(scrape.sum("hub_metering_lag_seconds", ""));
    }

    /** The figures, a line each. */
    synchronized List<String> lines() {
        Stream<String> figures = Stream.of(
                        active, awaiting, heap, ownCpu, allCpu, network, redisFailures, degraded, meteringLag)
                .map(Series::line);
        return missed == 0
                ? figures.toList()
                : Stream.concat(figures, Stream.of("  (%d of %d looks were not answered)".formatted(missed, looks)))
                        .toList();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static Series count(String name) {
        return new Series(name, value -> String.format(Locale.ROOT, "%.1f", value));
    }

    private static Series share(String name) {
        return new Series(name, value -> String.format(Locale.ROOT, "%.0f %%", value * 100));
    }
}
