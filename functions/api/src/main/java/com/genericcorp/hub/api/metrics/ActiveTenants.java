package com.genericcorp.hub.api.metrics;

import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.TenantDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** {@code hub_active_tenants}: counted when somebody scrapes, by the metering role, which sees nothing else of them. */
@Singleton
public class ActiveTenants implements MeterBinder {
    private final TenantDatabase database;

    ActiveTenants(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("hub.active.tenants", this::count)
                .description("Tenants with status active")
                .strongReference(true)
                .register(registry);
    }

    private double count() {
        try {
            return database.asMetering()
                    .find(
                            row -> row.getDouble("active"),
                            "select count(*) as active from public.tenants where status = 'active'")
                    .orElse(Double.NaN);
        } catch (DatabaseException e) {
            return Double.NaN;
        }
    }
}
