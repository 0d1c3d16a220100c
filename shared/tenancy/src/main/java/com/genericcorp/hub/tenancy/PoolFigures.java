package com.genericcorp.hub.tenancy;

import com.genericcorp.hub.telemetry.HubMetrics;
import io.agroal.api.AgroalDataSourceMetrics;
import java.util.function.Supplier;

/** Lets operators see how busy a pool is. */
public final class PoolFigures {
    private PoolFigures() {}

    public static void watch(String pool, Supplier<AgroalDataSourceMetrics> figures, HubMetrics metrics) {
        metrics.pool(pool, "active", () -> figures.get().activeCount());
        metrics.pool(pool, "available", () -> figures.get().availableCount());
        metrics.pool(pool, "awaiting", () -> figures.get().awaitingCount());
    }
}
