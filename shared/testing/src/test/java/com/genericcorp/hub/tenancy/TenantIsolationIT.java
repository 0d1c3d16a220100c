package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Attempts.Attempt;
import com.genericcorp.hub.tenancy.Catalog.Table;
import com.genericcorp.hub.testing.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every role against every table that is not its own, the tables taken from the catalog. */
class TenantIsolationIT {
    /** Tables without an owner among the tenants that every tenant may read, and nobody but the owner may change. */
    private static final Set<String> READ_BY_ALL = Set.of("public.plans", "public.price_book", "public.price_books");

    private final TestServers servers = TestServers.shared();
    private final Catalog catalog = new Catalog(servers);
    private final List<TenantId> tenants =
            List.of(FilledTenants.create(servers), FilledTenants.create(servers), FilledTenants.create(servers));
    private Attempts attempts;

    @BeforeEach
    void logIn() throws SQLException {
        attempts = new Attempts(servers);
    }

    @AfterEach
    void logOut() throws SQLException {
        attempts.close();
    }

    @Test
    void everyTableHasARowOfEachTenantToProtect() throws SQLException {
        SoftAssertions softly = new SoftAssertions();
        for (TenantId tenant : tenants) {
            for (Table table : tablesOf(tenant)) {
                softly.assertThat(catalog.rows(table, tenant))
                        .as(table.toString())
                        .isPositive();
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    void anotherTenantsTablesAreRefused(ActAs form) throws SQLException {
        SoftAssertions softly = new SoftAssertions();
        for (TenantId tenant : tenants) {
            for (TenantId other : others(tenant)) {
                for (Table table : catalog.tables(other.role())) {
                    for (String statement : every(table)) {
                        Attempt attempt = attempts.as(form, tenant.role(), statement);
                        softly.assertThat(attempt.refused())
                                .as("%s by %s: %s", statement, tenant, attempt)
                                .isTrue();
                    }
                }
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub_operator", "hub_metering"})
    void tenantsTablesAreRefusedToTheSharedRoles(String role) throws SQLException {
        SoftAssertions softly = new SoftAssertions();
        for (Table table : catalog.tables(tenants.getFirst().role())) {
            for (String statement : every(table)) {
                Attempt attempt = attempts.as(ActAs.PIPELINED, role, statement);
                softly.assertThat(attempt.refused())
                        .as("%s by %s: %s", statement, role, attempt)
                        .isTrue();
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    void foreignRowsOfSharedTablesAreInvisible(ActAs form) throws SQLException {
        SoftAssertions softly = new SoftAssertions();
        for (TenantId tenant : tenants) {
            for (Table table : sharedTables()) {
                Attempt attempt = attempts.as(form, tenant.role(), "select count(*) from " + table);
                if (table.holdsRowsOfTenants()) {
                    softly.assertThat(attempt.refused() || attempt.number() == catalog.rows(table, tenant))
                            .as("rows of %s seen by %s: %s", table, tenant, attempt)
                            .isTrue();
                } else {
                    softly.assertThat(!attempt.refused())
                            .as("%s read by %s: %s", table, tenant, attempt)
                            .isEqualTo(READ_BY_ALL.contains(table.toString()));
                }
            }
        }
        softly.assertAll();
    }

    /** Without a predicate on purpose: a statement that forgets it changes the tenant's own rows at most. */
    @ParameterizedTest
    @EnumSource
    void updatesAndDeletesLeaveForeignRowsAsTheyAre(ActAs form) throws SQLException {
        TenantId tenant = tenants.getFirst();
        Map<String, String> before = foreignContents(tenant);
        for (Table table : sharedTables()) {
            for (String column : table.columns()) {
                attempts.as(form, tenant.role(), "update " + table + " set " + column + " = " + column);
            }
            attempts.as(form, tenant.role(), "delete from " + table);
        }
        assertThat(foreignContents(tenant)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void rowsInAnothersNameAreRefused(ActAs form) throws SQLException {
        TenantId tenant = tenants.getFirst();
        TenantId other = tenants.getLast();
        SoftAssertions softly = new SoftAssertions();
        for (Table table : sharedTables()) {
            String insert = table.holdsRowsOfTenants()
                    ? "insert into " + table + " (tenant_role) values ('" + other.role() + "')"
                    : "insert into " + table + " default values";
            Attempt attempt = attempts.as(form, tenant.role(), insert);
            softly.assertThat(attempt.refused()).as("%s: %s", insert, attempt).isTrue();
            if (table.holdsRowsOfTenants()) {
                String update = "update " + table + " set tenant_role = '" + other.role() + "'";
                Attempt handOver = attempts.as(form, tenant.role(), update);
                softly.assertThat(handOver.refused())
                        .as("%s: %s", update, handOver)
                        .isTrue();
            }
        }
        softly.assertAll();
    }

    /** The role of a row decides who sees it and the id what is done with it: they must be the same tenant's. */
    @Test
    void aRowOfOneTenantCannotNameAnothersId() throws SQLException {
        TenantId tenant = tenants.getFirst();
        TenantId other = tenants.getLast();
        Attempt route = attempts.as(ActAs.PIPELINED, tenant.role(), """
                insert into public.connection_routes (connection_id, tenant_id, provider, status, webhook_secrets)
                values ('%s', '%s', 'github', 'enabled', '{}')
                """.formatted(tenant.uuid(), other.uuid()));
        assertThat(route.sqlState()).isEqualTo("23514");

        SoftAssertions softly = new SoftAssertions();
        for (Table table : sharedTables()) {
            if (table.columns().containsAll(List.of("tenant_role", "tenant_id"))) {
                softly.assertThat(catalog.list(
                                "select count(*) from pg_catalog.pg_constraint where conrelid = '" + table
                                        + "'::regclass and contype = 'c' and convalidated"
                                        + " and pg_catalog.pg_get_constraintdef(oid) like '%hub.role_of(tenant_id)%'",
                                row -> row.getLong(1)))
                        .as("%s ties tenant_id to tenant_role", table)
                        .containsExactly(1L);
            }
        }
        softly.assertAll();
    }

    private static List<String> every(Table table) {
        List<String> statements = new ArrayList<>(List.of(
                "select count(*) from " + table,
                "insert into " + table + " default values",
                "delete from " + table,
                "truncate " + table));
        for (String column : table.columns()) {
            statements.add("update " + table + " set " + column + " = " + column);
        }
        return statements;
    }

    private List<Table> sharedTables() throws SQLException {
        List<Table> tables = catalog.tables("public");
        assertThat(tables).extracting(Table::toString).contains("public.tenants", "public.api_keys");
        return tables;
    }

    private List<Table> tablesOf(TenantId tenant) throws SQLException {
        List<Table> tables = new ArrayList<>(catalog.tables(tenant.role()));
        assertThat(tables).isNotEmpty();
        sharedTables().stream().filter(Table::holdsRowsOfTenants).forEach(tables::add);
        return tables;
    }

    private List<TenantId> others(TenantId tenant) {
        return tenants.stream().filter(other -> !other.equals(tenant)).toList();
    }

    private Map<String, String> foreignContents(TenantId tenant) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        for (TenantId other : others(tenant)) {
            for (Table table : tablesOf(other)) {
                contents.put(other + " " + table, catalog.contents(table, other));
            }
        }
        for (Table table : sharedTables()) {
            if (READ_BY_ALL.contains(table.toString())) {
                contents.put(table.toString(), catalog.contents(table, tenant));
            }
        }
        return contents;
    }
}
