package com.genericcorp.hub.bench;

import com.genericcorp.hub.ids.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a tenant costs PostgreSQL at least: the same DDL, with the tenant's row set active, as one hand-written batch.
 *
 * <p>The best found: the driver sends the batch as simple queries in one round trip on a connection that is open already,
 * and PostgreSQL runs it as one transaction with one commit. No operation, no steps, no lease, no key, no audit record.
 */
final class ProvisioningFloor {
    private ProvisioningFloor() {}

    static void provision(Connection connection, TenantId tenant, int version) throws SQLException {
        try (Statement batch = connection.createStatement()) {
            batch.execute(Tenants.schema(tenant) + "update public.tenants set status = 'active', schema_version = "
                    + version + " where id = '" + tenant.uuid() + "'");
        }
    }
}
