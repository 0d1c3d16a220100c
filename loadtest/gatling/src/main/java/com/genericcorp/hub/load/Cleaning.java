package com.genericcorp.hub.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Off-boards the tenants of a run from a hub that goes on without them. */
final class Cleaning {
    /** Below the pace that an operator may keep. */
    private static final Duration PACE = Duration.ofMillis(40);

    private final HubApi hub;

    Cleaning(HubApi hub) {
        this.hub = hub;
    }

    void remove(List<Tenant> tenants, PrintStream out) {
        int left = 0;
        for (Tenant tenant : tenants) {
            if (!isRemoved(tenant)) {
                left++;
                out.println("  left behind: " + tenant);
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
        out.println("  " + (tenants.size() - left) + " tenants are being off-boarded again");
    }

    private boolean isRemoved(Tenant tenant) {
        try {
            return hub.asOperator("DELETE", "/admin/v1/tenants/" + tenant.id(), null)
                            .status()
                    < 300;
        } catch (LoadException e) {
            return false;
        }
    }
}
