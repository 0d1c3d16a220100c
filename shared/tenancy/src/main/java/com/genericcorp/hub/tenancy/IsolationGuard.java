package com.genericcorp.hub.tenancy;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Lets no connection into the application's pool whose driver could put a Sync between {@code act_as} and the statement
 * it protects. {@code prepareThreshold=0} is an isolation setting, not a tuning knob.
 */
@ApplicationScoped
public class IsolationGuard implements AgroalPoolInterceptor {
    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            int threshold = connection.unwrap(PGConnection.class).getPrepareThreshold();
            if (threshold != 0) {
                throw new IllegalStateException(
                        "HUB_DATABASE_URL must not set prepareThreshold: it is " + threshold + ", isolation needs 0");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the pool holds no PostgreSQL connections", e);
        }
    }
}
