package com.genericcorp.hub.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Compares the hub's metering with the run's own books, tenant by tenant. */
final class UsageCheck {
    private final HubApi hub;
    private final List<String> findings = new ArrayList<>();
    private long difference;

    UsageCheck(HubApi hub) {
        this.hub = hub;
    }

    /**
     * Of a tenant that came into being with the run, once nothing more is sent.
     *
     * @param from when the run began
     */
    void compare(Tenant tenant, Instant from, Instant now) {
        // A request with the tenant's credentials itself: admitted, and so counted, before it reads.
        HubApi.Answer answer =
                hub.asTenant(tenant, "GET", path(from, now), null).expect("reading usage");
        Usage usage = Usage.read(answer.json());
        compare(tenant, "api_requests", tenant.ledger().requests(), usage.requests());
        compare(tenant, "events_ingested", tenant.ledger().events(), usage.events());
    }

    /** A day more on both sides, for the hub's clock is another: a tenant of this run has no other usage. */
    private static String path(Instant from, Instant now) {
        Instant day = from.truncatedTo(ChronoUnit.DAYS);
        Instant lastDay = now.truncatedTo(ChronoUnit.DAYS);
        return "/v1/usage?window=day&from=" + day.minus(1, ChronoUnit.DAYS) + "&to=" + lastDay.plus(2, ChronoUnit.DAYS);
    }

    private void compare(Tenant tenant, String meter, Bounds own, long metered) {
        long off = own.difference(metered);
        if (off > 0) {
            difference += off;
            findings.add(tenant.marker() + " " + meter + ": the hub says " + metered + ", the run " + own);
        }
    }

    /** All that is metered too much or too little. */
    long difference() {
        return difference;
    }

    List<String> findings() {
        return List.copyOf(findings);
    }
}
