package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.PgBouncer;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many clients on few server connections that change hands after every transaction. */
class PgBouncerIT {
    private static final int CLIENTS = 30;
    private static final int SERVER_CONNECTIONS = 3;
    private static final int ROUNDS = 40;

    private final TestServers servers = TestServers.shared();
    private final List<TenantId> tenants =
            Stream.generate(() -> TestTenants.create(servers).id()).limit(10).toList();
    private final Map<TenantId, AtomicInteger> written = new ConcurrentHashMap<>();
    private final Set<Integer> backends = ConcurrentHashMap.newKeySet();
    private final AtomicInteger operations = new AtomicInteger();

    @ParameterizedTest
    @EnumSource
    void noStatementMeetsAnotherTenantsRoleOrRows(ActAs form) throws Exception {
        try (PgBouncer pooler = servers.startPgBouncer(SERVER_CONNECTIONS);
                AgroalDataSource pool = TestPools.application(pooler.jdbcUrl(), CLIENTS);
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            TenantDatabase database = new TenantDatabase(pool, form);
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                RandomGenerator random = new java.util.Random(client);
                running.add(clients.submit(() -> work(database, random)));
            }
            for (Future<?> client : running) {
                client.get();
            }

            for (TenantId tenant : tenants) {
                List<String> names =
                        database.as(tenant).list(row -> row.getString(1), "select name from {t}.connections");
                assertThat(names).hasSize(written(tenant).get()).containsOnly(tenant.role());
            }
        }
        assertThat(operations.get()).isGreaterThan(5_000);
        assertThat(backends).hasSizeBetween(2, SERVER_CONNECTIONS);
    }

    private void work(TenantDatabase database, RandomGenerator random) {
        for (int round = 0; round < ROUNDS; round++) {
            TenantId tenant = tenants.get(random.nextInt(tenants.size()));
            write(database.as(tenant), tenant);
            assertThat(database.as(tenant).list(row -> row.getString(1), "select tenant_role from public.tenants"))
                    .containsExactly(tenant.role());
            database.transaction(tenant, statements -> {
                write(statements, tenant);
                assertThat(statements.list(row -> row.getString(1), "select distinct name from {t}.connections"))
                        .containsExactly(tenant.role());
                return true;
            });
            assertThat(catchThrowable(() -> database.as(tenant).update("delete from public.tenants")))
                    .isInstanceOf(DatabaseException.class);
            assertThat(catchThrowable(() -> database.transaction(tenant, statements -> {
                        statements.update("delete from {t}.connections");
                        throw new IllegalStateException("changed my mind");
                    })))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(database.asOperator().find(row -> row.getString(1), "select current_user"))
                    .contains("hub_operator");
            assertThat(database.lookUp(row -> row.getString(1), "select current_user"))
                    .contains("hub_api");
            backends.add(database.lookUp(row -> row.getInt(1), "select pg_catalog.pg_backend_pid()")
                    .orElseThrow());
            operations.addAndGet(8);
        }
    }

    /** The server, not the test, says whose role wrote the row. */
    private void write(Statements statements, TenantId tenant) {
        String role = statements.find(row -> row.getString("name"), """
                        insert into {t}.connections (id, provider, name, status, created_at)
                        values (gen_random_uuid(), 'http', current_user, 'enabled', now())
                        returning name
                        """).orElseThrow();
        assertThat(role).isEqualTo(tenant.role());
        written(tenant).incrementAndGet();
    }

    private AtomicInteger written(TenantId tenant) {
        return written.computeIfAbsent(tenant, first -> new AtomicInteger());
    }
}
