package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.genericcorp.hub.testing.StatementLog;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.agroal.api.AgroalDataSource;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reaches the server on the application's road: nothing there may tie a client of RDS Proxy to a connection. */
class StatementLogIT {
    private final TestServers servers = TestServers.shared();

    @ParameterizedTest
    @EnumSource
    void nothingOnTheApplicationsRoadPins(ActAs form) {
        String road = "road-" + UUID.randomUUID();
        try (AgroalDataSource pool =
                TestPools.application(servers.postgres().jdbcUrl() + "?ApplicationName=" + road, 2)) {
            walk(new TenantDatabase(pool, form));
        }

        StatementLog log = StatementLog.read(servers.postgres().log())
                .only(sent -> sent.application().equals(road));

        assertThat(log.statements())
                .extracting(StatementLog.Sent::text)
                .anyMatch(text -> text.startsWith("select hub.act_as"))
                .anyMatch(text -> text.contains("hub.use_api_key"))
                .anyMatch(text -> text.contains("hub.find_tenant"))
                .anyMatch(text -> text.contains("hub.find_ingest_route"))
                .anyMatch(text -> text.equals("ROLLBACK"))
                .anyMatch(text -> text.contains("into public.audit_log"));
        assertThat(log.pinning()).isEmpty();
    }

    /** A checker that overlooked what the real server logs would pass everything above. */
    @Test
    void whatPinsIsFoundInTheRealLog() throws Exception {
        String road = "detour-" + UUID.randomUUID();
        var dataSource = servers.dataSource("hub_api", TestServers.LOGIN_PASSWORD);
        dataSource.setApplicationName(road);
        dataSource.setPrepareThreshold(1);
        try (var connection = dataSource.getConnection()) {
            connection.createStatement().execute("set statement_timeout = '10s'");
            connection.createStatement().execute("select 1;\nselect pg_advisory_lock(?)".replace("?", "1"));
            try (var statement = connection.prepareStatement("select ?::text")) {
                for (int i = 0; i < 3; i++) {
                    statement.setString(1, "twice");
                    statement.execute();
                }
            }
            connection.createStatement().execute("discard all");
        }

        assertThat(StatementLog.read(servers.postgres().log())
                        .only(sent -> sent.application().equals(road))
                        .pinning())
                .anyMatch(found -> found.startsWith("changes a setting"))
                .anyMatch(found -> found.startsWith("locks beyond"))
                .anyMatch(found -> found.startsWith("is prepared under the name"))
                .anyMatch(found -> found.startsWith("discards"));
    }

    private void walk(TenantDatabase database) {
        TestTenant tenant = TestTenants.create(servers);
        assertThat(database.entersRoles()).isTrue();
        database.lookUp(
                row -> 1,
                "select id from hub.use_api_key(?, ?, ?)",
                tenant.id().uuid(),
                tenant.key().hash(),
                Instant.now());
        database.lookUp(
                row -> 1,
                "select tenant_slug from hub.find_tenant(?)",
                tenant.id().uuid());
        database.as(tenant.id()).update("""
                        insert into public.usage_minutes (tenant_id, meter, minute, epoch, quantity)
                        values (?, 'api_requests', ?, 'epoch', 1)
                        on conflict (tenant_id, meter, minute, epoch)
                        do update set quantity = usage_minutes.quantity + 1
                        """, tenant.id().uuid(), Instant.now());
        database.lookUp(
                row -> 1,
                "select tenant_id from hub.find_ingest_route(?)",
                tenant.id().uuid());
        database.as(tenant.id()).list(row -> 1, "select id from {t}.events where type = ?", "code.push");
        TenantDatabaseIT.insertConnection(database.as(tenant.id()), "a name");
        database.asOperator()
                .list(
                        row -> 1,
                        "select id from public.tenants where id = ?",
                        tenant.id().uuid());
        database.asMetering().list(row -> 1, "select status from public.tenants limit 1");
        database.operatorTransaction(statements -> statements.list(row -> 1, "select 1"));
        database.transaction(tenant.id(), statements -> {
            TenantDatabaseIT.insertConnection(statements, "another");
            return statements.update("""
                    insert into public.audit_log (id, tenant_id, at, actor, action, target, request_id)
                    values (?, ?, now(), 'key:test', 'connection.created', 'con', 'req')
                    """, UUID.randomUUID(), tenant.id().uuid());
        });
        assertThat(catchThrowable(() -> database.as(tenant.id()).update("delete from public.plans")))
                .isInstanceOf(DatabaseException.class);
        assertThat(catchThrowable(() -> database.transaction(tenant.id(), statements -> {
                    throw new IllegalStateException("changed my mind");
                })))
                .isInstanceOf(IllegalStateException.class);
    }
}
