package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.agroal.api.AgroalDataSource;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TenantDatabaseIT {
    private final TestServers servers = TestServers.shared();
    private final TestTenant own = TestTenants.create(servers);
    private final TestTenant other = TestTenants.create(servers);
    private final AgroalDataSource pool =
            TestPools.application(servers.postgres().jdbcUrl(), 1);

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest
    @EnumSource
    void entersTheTenantsRoleForOneStatementOnly(ActAs form) {
        TenantDatabase database = new TenantDatabase(pool, form);

        String inside = database.as(own.id())
                .find(row -> row.getString("role"), "select current_user as role")
                .orElseThrow();
        String after = database.lookUp(row -> row.getString("role"), "select current_user as role")
                .orElseThrow();

        assertThat(inside).isEqualTo(own.id().role());
        assertThat(after).isEqualTo("hub_api");
    }

    @ParameterizedTest
    @EnumSource
    void seesItsOwnRowsOnly(ActAs form) {
        TenantDatabase database = new TenantDatabase(pool, form);

        assertThat(database.as(own.id()).list(row -> row.getLong(1), "select count(*) from {t}.events"))
                .containsExactly(0L);
        assertThat(database.as(own.id()).list(row -> row.getString("slug"), "select slug from public.tenants"))
                .containsExactly(own.slug());
    }

    @ParameterizedTest
    @EnumSource
    void rendersTheTenantsSchemaWhereverItIsNamed(ActAs form) {
        TenantDatabase database = new TenantDatabase(pool, form);
        insertConnection(database.as(own.id()), "first");

        assertThat(database.as(own.id())
                        .list(
                                row -> row.getString(1),
                                "select c.name from {t}.connections c where exists (select from {t}.connections)"))
                .containsExactly("first");
        assertThat(count(database, other)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aStatementOfASharedRoleThatNamesATenantsSchemaIsRefusedUnsent(ActAs form) {
        TenantDatabase database = new TenantDatabase(pool, form);

        assertThatThrownBy(() -> database.asOperator().update("delete from {t}.events"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> database.asMetering().list(row -> 1, "select 1 from {t}.events"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> database.operatorTransaction(all -> all.update("delete from {t}.events")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void sharedRolesAreEnteredLikeTenants(ActAs form) {
        TenantDatabase database = new TenantDatabase(pool, form);

        assertThat(database.asOperator().find(row -> row.getString(1), "select current_user"))
                .contains("hub_operator");
        assertThat(database.asMetering().find(row -> row.getString(1), "select current_user"))
                .contains("hub_metering");
        assertThat(database.<String>operatorTransaction(all ->
                        all.find(row -> row.getString(1), "select current_user").orElseThrow()))
                .isEqualTo("hub_operator");
        assertThat(database.entersRoles()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionCommitsAllOfItsStatements(ActAs form) {
        TenantDatabase database = new TenantDatabase(pool, form);

        int seenInside = database.transaction(own.id(), statements -> {
            insertConnection(statements, "first");
            insertConnection(statements, "second");
            return statements.list(row -> 1, "select 1 from {t}.connections").size();
        });

        assertThat(seenInside).isEqualTo(2);
        assertThat(count(database, own)).isEqualTo(2);
        assertThat(count(database, other)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void everyRowOfAStatementIsWrittenOrNone(ActAs form) {
        TenantDatabase database = new TenantDatabase(pool, form);

        assertThatThrownBy(() -> database.as(own.id())
                        .update("""
                                insert into {t}.connections (id, provider, name, status, created_at)
                                select gen_random_uuid(), 'http', name, status, now()
                                from unnest(?, ?) as given (name, status)
                                """, new String[] {"fine", "wrong"}, new String[] {"enabled", "no such status"}))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.sqlState()).isEqualTo("23514"));

        assertThat(count(database, own)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void argumentsOfEveryKindArrive(ActAs form) {
        TenantDatabase database = new TenantDatabase(pool, form);
        UUID id = UUID.randomUUID();
        Instant time = Instant.parse("2026-02-28T23:59:59.123456Z");

        String seen = database.as(own.id())
                .find(
                        row -> row.getString(1),
                        "select concat_ws('|', ?::uuid, ?::timestamptz at time zone 'UTC', ?::text is null,"
                                + " ?::bytea, ?::text[], ?::bytea[], ?::bigint, ?::boolean, ?::text)",
                        id,
                        time,
                        null,
                        new byte[] {0, -1},
                        new String[] {"a", "b,c"},
                        new byte[][] {{1}, {}},
                        Long.MAX_VALUE,
                        true,
                        "'; drop {t} --")
                .orElseThrow();

        assertThat(seen)
                .isEqualTo(id + "|2026-02-28 23:59:59.123456|t|\\x00ff|{a,\"b,c\"}|{\"\\\\x01\",\"\\\\x\"}|"
                        + "9223372036854775807|t|'; drop {t} --");
    }

    private long count(TenantDatabase database, TestTenant tenant) {
        return database.as(tenant.id())
                .find(row -> row.getLong(1), "select count(*) from {t}.connections")
                .orElseThrow();
    }

    static void insertConnection(Statements statements, String name) {
        statements.update("""
                insert into {t}.connections (id, provider, name, status, created_at)
                values (?, 'http', ?, 'enabled', now())
                """, UUID.randomUUID(), name);
    }
}
