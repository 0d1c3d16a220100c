package com.genericcorp.hub.bench;

import com.genericcorp.hub.ids.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What counting costs PostgreSQL at least: all rows of all tenants by one {@code insert … select … group by}, straight from
 * the tenants' own tables.
 *
 * <p>The best found: the tenants' tables under one {@code union all}, each grouped for itself, so that no row is carried
 * further than its own table's hash and the server may read tables side by side. Hours alone: no days, no months, no
 * price, no watermark, no role, and it can be run once only.
 */
final class MeteringFloor {
    private MeteringFloor() {}

    static int count(Connection connection, List<TenantId> tenants) throws SQLException {
        String each = tenants.stream()
                .map(tenant -> "select '" + tenant.uuid()
                        + "'::uuid, date_trunc('hour', received_at, 'UTC'), provider, count(*) from " + tenant.role()
                        + ".events group by 2, 3")
                .collect(Collectors.joining("\nunion all\n"));
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                    "insert into bench.windows (tenant_id, window_start, provider, quantity)\n" + each);
        }
    }
}
