package com.genericcorp.hub.metering;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.tenancy.TenantDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;

/** The function's own roll-up, as the container puts it together, for the bench: its classes are the package's alone. */
public final class MeteringDoor {
    /** How many tenants the function counts side by side, and after how many rows a transaction ends: its defaults. */
    public static final int PARALLEL = 4;

    private static final int ROWS = 200_000;

    private final TenantUsage usage;

    public MeteringDoor(TenantDatabase database, Clock clock) {
        this.usage = new TenantUsage(
                database, new Work(database), new HubMetrics(new SimpleMeterRegistry()), clock, PARALLEL, ROWS);
    }

    /** What the function does with a message of its queue. */
    public void rollUp(List<TenantId> tenants) {
        usage.rollUp(tenants);
    }
}
