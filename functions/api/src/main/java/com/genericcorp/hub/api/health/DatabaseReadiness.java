package com.genericcorp.hub.api.health;

import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when PostgreSQL answers and entering a role works: without that no request may be served. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {
    private static final System.Logger LOG = System.getLogger(DatabaseReadiness.class.getName());

    private final TenantDatabase database;

    DatabaseReadiness(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.builder()
                .name("database")
                .status(entersRoles())
                .build();
    }

    private boolean entersRoles() {
        try {
            return database.entersRoles();
        } catch (DatabaseException e) {
            LOG.log(System.Logger.Level.WARNING, "not ready: {0}", e.getMessage());
            return false;
        }
    }
}
