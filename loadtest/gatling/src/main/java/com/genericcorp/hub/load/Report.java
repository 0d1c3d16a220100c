package com.genericcorp.hub.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a person reads at the end of a run. */
final class Report {
    private static final int COMPLAINTS = 8;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void plan(Profile profile, double scale, Target target) {
        out.printf(
                Locale.ROOT,
                "load %s: %s connections for %s, %d tenants, %d requests planned, on %s%n",
                profile.name(),
                profile.from() == profile.to()
                        ? Integer.toString(profile.to())
                        : profile.from() + " to " + profile.to(),
                inWords(profile.duration()),
                profile.tenants(),
                profile.plannedRequests(),
                target.outlivesTheRun() ? target.url() : "a private hub that shares this machine with its load");
        if (scale != 1) {
            out.printf(
                    Locale.ROOT,
                    "scaled by %s: that many times the connections, and so of the requests in a second; the same time%n",
                    scale);
        }
    }

    void journeys(RunBook book, Duration duration) {
        out.printf(
                "%n%-34s %10s %8s %8s %8s %8s %10s%n", "", "requests", "errors", "P50 ms", "P95 ms", "P99 ms", "per s");
        for (Journey journey : Journey.values()) {
            JourneyBook of = book.of(journey);
            Latencies latencies = of.latencies();
            out.printf(
                    Locale.ROOT,
                    "%-34s %10d %8d %8d %8d %8d %10.1f%n",
                    journey.title(),
                    of.requests(),
                    of.errors(),
                    latencies.percentile(50),
                    latencies.percentile(95),
                    latencies.percentile(99),
                    of.requests() / (double) Math.max(1, duration.toSeconds()));
        }
    }

    void watched(Watch watch) {
        out.println();
        out.println("watched");
        watch.lines().forEach(out::println);
    }

    void findings(RunBook book, UsageCheck usage) {
        book.complaints(COMPLAINTS).forEach(line -> out.println("  " + line));
        usage.findings().stream().limit(COMPLAINTS).forEach(line -> out.println("  " + line));
    }

    private static String inWords(Duration duration) {
        return duration.toSecondsPart() == 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
