package com.genericcorp.hub.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run came to.
 *
 * @param sent how many of the {@code planned} requests were sent
 */
record Result(
        String profile,
        long planned,
        long sent,
        long requests,
        long errors,
        long p95Millis,
        long foreignReads,
        long usageDifference) {
    private static final long SLOWEST_P95_MS = 500;
    private static final double MOST_ERRORS = 0.01;
    private static final double LEAST_SENT = 0.95;

    /** What the run should have been and was not; nothing when it passed. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        if (sent < planned * LEAST_SENT || requests == 0) {
            failures.add(String.format(Locale.ROOT, "only %d of %d planned requests were sent", sent, planned));
        }
        if (errors >= requests * MOST_ERRORS && errors > 0) {
            failures.add(String.format(Locale.ROOT, "%d of %d requests failed; less than 1 %% may", errors, requests));
        }
        if (p95Millis >= SLOWEST_P95_MS) {
            failures.add("P95 is " + p95Millis + " ms; it must be below " + SLOWEST_P95_MS + " ms");
        }
        if (foreignReads > 0) {
            failures.add(foreignReads + " answers held another tenant's data");
        }
        if (usageDifference > 0) {
            failures.add("metering differs from what the hub answered by " + usageDifference);
        }
        return failures;
    }

    /** The line that scripts read. */
    String line() {
        return "load %s: requests=%d errors=%d p95_ms=%d foreign_reads=%d usage_difference=%d"
                .formatted(profile, requests, errors, p95Millis, foreignReads, usageDifference);
    }
}
