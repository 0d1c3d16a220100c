package com.genericcorp.hub.api.health;

import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready when PostgreSQL answers and entering a role works: without that no request may be served. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseReadiness.class);

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
            LOG.warnf("not ready: %s", e.getMessage());
            return false;
        }
    }
}
