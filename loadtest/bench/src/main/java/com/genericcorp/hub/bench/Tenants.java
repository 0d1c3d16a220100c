package com.genericcorp.hub.bench;

import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.schema.TenantScripts;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Fills a database with tenants as quickly as it goes, and takes them away again. */
final class Tenants {
    private static final int SIDE_BY_SIDE = 2;
    private static final int IN_ONE_TRANSACTION = 10;

    static final SecureRandom RANDOM = new SecureRandom();
    static final Ids IDS = new Ids(Clock.systemUTC(), RANDOM);

    private final Database database;

    Tenants(Database database) {
        this.database = database;
    }

    /** Active tenants at this build's version, until there are {@code size}; commits wait for no disk meanwhile. */
    void growTo(int size, Workplace place) throws Exception {
        long missing = size - count();
        place.say("growing the fleet by " + missing + " tenants");
        List<TenantId> all =
                Stream.generate(IDS::nextTenant).limit(Math.max(0, missing)).toList();
        try (ExecutorService executor = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Future<Void>> done = new ArrayList<>();
            for (int from = 0; from < all.size(); from += IN_ONE_TRANSACTION) {
                List<TenantId> some = all.subList(from, Math.min(all.size(), from + IN_ONE_TRANSACTION));
                done.add(executor.submit(() -> create(some)));
            }
            for (Future<Void> each : done) {
                each.get();
            }
        }
        database.execute("analyze public.tenants");
        BenchException.check(count() == size, "the fleet has not the size wanted");
    }

    long count() throws SQLException {
        return database.number("select count(*) from public.tenants");
    }

    private Void create(List<TenantId> tenants) throws SQLException {
        StringBuilder sql = new StringBuilder("set synchronous_commit = off;");
        for (TenantId tenant : tenants) {
            sql.append(row(tenant, "active", TenantScripts.packaged().currentVersion()))
                    .append(schema(tenant));
        }
        database.execute(sql.toString());
        return null;
    }

    /** A tenant's row. */
    static String row(TenantId tenant, String status, int version) {
        return """
                insert into public.tenants (id, tenant_role, slug, name, plan, admin_email, status, schema_version, created_at)
                values ('%s', '%s', '%s', 'Bench', 'beta', 'admin@example.com', '%s', %d, now());
                """.formatted(tenant.uuid(), tenant.role(), slug(tenant), status, version);
    }

    static String slug(TenantId tenant) {
        return "s" + tenant.characters().substring(8);
    }

    /** The DDL that makes a tenant's role and schema: what shared/schema runs, in one piece. */
    static String schema(TenantId tenant) {
        return """
                create role {t} nologin;
                create schema {t};
                grant usage on schema {t} to {t};
                grant {t} to hub_api with inherit false, set true;
                grant hub_tenant to {t} with inherit true, set false;
                """.replace("{t}", tenant.role())
                + String.join(";\n", TenantScripts.packaged().scripts()).replace("{t}", tenant.role())
                + ";\n";
    }

    /** Leaves nothing of {@code tenants} behind, so that the fleet has its size again. */
    void drop(List<TenantId> tenants) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            for (TenantId tenant : tenants) {
                statement.execute("""
                        delete from public.api_keys where tenant_id = '{id}';
                        delete from public.operation_steps where tenant_role = '{t}';
                        delete from public.operations where tenant_id = '{id}';
                        delete from public.tenants where id = '{id}';
                        drop schema {t} cascade;
                        drop role {t};
                        """.replace("{t}", tenant.role())
                        .replace("{id}", tenant.uuid().toString()));
            }
        }
    }
}
