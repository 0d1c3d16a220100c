package com.genericcorp.hub.bench;

import com.genericcorp.hub.ids.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What bringing a fleet up to date costs PostgreSQL at least: one query for who is behind, then the bare script and the
 * new version, a tenant at a time.
 *
 * <p>The best found at the same number of connections, each tenant a transaction of its own as in the hub, so that one
 * tenant's failure is one tenant's: the driver sends both statements in one round trip, and PostgreSQL runs them as one
 * transaction. No lock, no time-out, no record of failures.
 */
final class FleetFloor {
    private final List<Connection> connections;

    FleetFloor(List<Connection> connections) {
        this.connections = List.copyOf(connections);
    }

    List<TenantId> behind(int version) throws SQLException {
        try (Statement statement = connections.getFirst().createStatement();
                ResultSet rows = statement.executeQuery(
                        "select id from public.tenants where schema_version between 1 and " + (version - 1))) {
            List<TenantId> tenants = new ArrayList<>();
            while (rows.next()) {
                tenants.add(new TenantId(rows.getObject(1, UUID.class)));
            }
            return tenants;
        }
    }

    long migrate(String script, int version) throws Exception {
        List<TenantId> tenants = behind(version);
        Queue<TenantId> left = new ConcurrentLinkedQueue<>(tenants);
        try (ExecutorService executor = Executors.newFixedThreadPool(connections.size())) {
            List<Callable<Void>> workers = new ArrayList<>();
            for (Connection connection : connections) {
                workers.add(() -> work(connection, left, script, version));
            }
            for (Future<Void> worker : executor.invokeAll(workers)) {
                worker.get();
            }
        }
        return tenants.size();
    }

    private static Void work(Connection connection, Queue<TenantId> left, String script, int version)
            throws SQLException {
        try (Statement batch = connection.createStatement()) {
            for (TenantId tenant = left.poll(); tenant != null; tenant = left.poll()) {
                batch.execute(script.replace("{t}", tenant.role()) + "; update public.tenants set schema_version = "
                        + version + " where id = '" + tenant.uuid() + "'");
            }
        }
        return null;
    }
}
