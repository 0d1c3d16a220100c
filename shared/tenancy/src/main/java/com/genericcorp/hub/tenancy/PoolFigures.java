package com.genericcorp.hub.tenancy;

import com.genericcorp.hub.telemetry.HubMetrics;
import io.agroal.api.AgroalDataSource;

/** Lets operators see how busy a pool is. */
public final class PoolFigures {
    private PoolFigures() {}

    public static void watch(String pool, AgroalDataSource dataSource, HubMetrics metrics) {
        metrics.pool(pool, "active", () -> dataSource.getMetrics().activeCount());
        metrics.pool(pool, "available", () -> dataSource.getMetrics().availableCount());
        metrics.pool(pool, "awaiting", () -> dataSource.getMetrics().awaitingCount());
    }
}
