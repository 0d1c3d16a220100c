package com.genericcorp.hub.bench;

import com.genericcorp.hub.ids.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * What counting costs PostgreSQL at least: all rows of all tenants by one {@code insert … select … group by}, straight from
 * the tenants' own tables.
 *
 * <p>The best found: PostgreSQL plans no insert in parallel, so the tenants are split among as many connections as the hub
 * uses, one statement each; in it the tenants' tables stand under one {@code union all}, each grouped for itself, so that
 * no row is carried further than its own table's hash. Hours alone: no days, no months, no price, no watermark, no role,
 * and it can be run once only.
 */
final class MeteringFloor {
    private MeteringFloor() {}

    static void count(List<Connection> connections, List<TenantId> tenants) throws Exception {
        int each = Math.ceilDiv(tenants.size(), connections.size());
        try (ExecutorService executor = Executors.newFixedThreadPool(connections.size())) {
            List<Future<Integer>> done = new ArrayList<>();
            for (int i = 0; i < connections.size(); i++) {
                Connection connection = connections.get(i);
                List<TenantId> some =
                        tenants.subList(Math.min(tenants.size(), i * each), Math.min(tenants.size(), (i + 1) * each));
                done.add(executor.submit(() -> count(connection, some)));
            }
            for (Future<Integer> one : done) {
                one.get();
            }
        }
    }

    private static int count(Connection connection, List<TenantId> tenants) throws SQLException {
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
