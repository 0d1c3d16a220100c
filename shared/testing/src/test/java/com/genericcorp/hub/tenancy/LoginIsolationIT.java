package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Attempts.Attempt;
import com.genericcorp.hub.tenancy.Catalog.Table;
import com.genericcorp.hub.testing.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application's login may do by itself, and which roles it may enter. */
class LoginIsolationIT {
    private final TestServers servers = TestServers.shared();
    private final Catalog catalog = new Catalog(servers);
    private final TenantId tenant = FilledTenants.create(servers);
    private final TenantId other = FilledTenants.create(servers);
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
    void codeThatForgetsToEnterARoleIsRefusedEverything() throws SQLException {
        List<Table> tables = new ArrayList<>(catalog.tables("public"));
        tables.addAll(catalog.tables("hub"));
        tables.addAll(catalog.tables(tenant.role()));
        SoftAssertions softly = new SoftAssertions();
        for (Table table : tables) {
            for (String statement : List.of(
                    "select count(*) from " + table,
                    "insert into " + table + " default values",
                    "update " + table + " set " + table.columns().getFirst() + " = null",
                    "delete from " + table)) {
                Attempt attempt = attempts.withoutRole(statement);
                softly.assertThat(attempt.refused())
                        .as("%s: %s", statement, attempt)
                        .isTrue();
            }
        }
        softly.assertAll();
        assertThat(tables).hasSizeGreaterThan(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table public.mine (id int)",
                "create table hub.mine (id int)",
                "create schema mine",
                "create role mine",
                "create temporary table mine (id int)",
                "set role hub_owner",
                "set role postgres",
                "set session authorization hub_owner",
                "alter role hub_api createrole",
                "alter table public.tenants disable row level security",
                "grant hub_owner to hub_api",
                "copy (select 1) to program 'true'",
                "select pg_catalog.pg_read_file('postgresql.conf')"
            })
    void theLoginMakesNothingAndBecomesNobody(String statement) throws SQLException {
        assertThat(attempts.withoutRole(statement).sqlState()).isEqualTo("42501");
    }

    @Test
    void theLookUpsAnswerForOneExactValue() throws SQLException {
        String hash = catalog.list(
                        "select pg_catalog.encode(hash, 'hex') from public.api_keys where tenant_role = '"
                                + tenant.role() + "'",
                        row -> row.getString(1))
                .getFirst();
        for (String findKey : List.of(
                "select count(*) from hub.find_api_key('%s', '\\x%s')",
                "select count(*) from hub.use_api_key('%s', '\\x%s', now())")) {
            assertThat(attempts.withoutRole(findKey.formatted(tenant.uuid(), hash))
                            .number())
                    .isEqualTo(1);
            assertThat(attempts.withoutRole(findKey.formatted(other.uuid(), hash))
                            .number())
                    .isZero();
            assertThat(attempts.withoutRole(findKey.formatted(tenant.uuid(), "00"))
                            .number())
                    .isZero();
        }
        for (String findRoute : List.of("find_connection_route", "find_ingest_route")) {
            assertThat(attempts.withoutRole("select count(*) from hub." + findRoute + "('" + tenant.uuid() + "')")
                            .number())
                    .isZero();
        }
        assertThat(attempts.withoutRole("select count(*) from hub.find_tenant('" + tenant.uuid() + "')")
                        .number())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRoleReachesNoFunctionOfTheHub(ActAs form) throws SQLException {
        for (String role : List.of(tenant.role(), "hub_operator", "hub_metering")) {
            for (String call : List.of(
                    "find_api_key('%1$s', '\\x00')",
                    "use_api_key('%1$s', '\\x00', now())",
                    "find_tenant('%1$s')",
                    "find_connection_route('%1$s')",
                    "find_ingest_route('%1$s')",
                    "act_as('%2$s')")) {
                assertThat(attempts.as(form, role, "select hub." + call.formatted(tenant.uuid(), other.role()))
                                .refused())
                        .as("%s by %s", call, role)
                        .isTrue();
            }
        }
    }

    /** Rights on functions are by default everybody's, so each one is asked for. */
    @Test
    void nobodyButThoseMayCallAFunctionOfTheHub() throws SQLException {
        List<String> callers = catalog.list("""
                select distinct p.proname || ' ' || pg_catalog.regexp_replace(r.rolname, '^t_.{26}$', '{t}')
                from pg_catalog.pg_proc p, pg_catalog.pg_roles r
                where p.pronamespace = 'hub'::regnamespace
                  and p.proname <> 'role_of'
                  and not r.rolsuper and r.rolname not like 'pg\\_%%' and r.rolname <> 'hub_owner'
                  and pg_catalog.has_function_privilege(r.oid, p.oid, 'execute')
                """.formatted(), row -> row.getString(1));

        assertThat(callers)
                .containsExactlyInAnyOrder(
                        "act_as hub_api",
                        "find_api_key hub_api",
                        "find_connection_route hub_api",
                        "find_ingest_route hub_api",
                        "find_tenant hub_api",
                        "revoke_api_key hub_tenant",
                        "revoke_api_key {t}",
                        "revoke_api_keys hub_operator",
                        "rotate_api_key hub_tenant",
                        "rotate_api_key {t}",
                        "use_api_key hub_api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub_owner",
                "hub_api",
                "hub_tenant",
                "postgres",
                "none",
                "pg_read_all_data",
                "public",
                "",
                " hub_operator",
                "hub_operator\n",
                "HUB_OPERATOR",
                "t_",
                "t_80000000000000000000000000",
                "t_0000000000000000000000000",
                "t_000000000000000000000000000",
                "t_0000000000000000000000000i",
                "t_0000000000000000000000000A",
                "t_0000000000000000000000000\"",
                "t_0000000000000000000000000;drop"
            })
    void noOtherNameIsEntered(String name) throws SQLException {
        for (ActAs form : ActAs.values()) {
            assertThat(attempts.as(form, name, "select 1").sqlState())
                    .as(form.toString())
                    .isEqualTo("42501");
        }
    }

    @Test
    void aRoleThatIsNotThereIsNotEntered() throws SQLException {
        assertThat(attempts.as(ActAs.PIPELINED, "t_00000000000000000000000000", "select 1")
                        .sqlState())
                .isEqualTo("22023");
    }

    @Test
    void theOwnerIsNoSuperuserAndNoRoleHasMoreThanItNeeds() throws SQLException {
        List<String> powers = catalog.list("""
                select rolname || ':' || concat_ws(' ',
                  case when rolcanlogin then 'login' end, case when rolinherit then 'inherit' end,
                  case when rolsuper then 'superuser' end, case when rolcreaterole then 'createrole' end,
                  case when rolcreatedb then 'createdb' end, case when rolreplication then 'replication' end,
                  case when rolbypassrls then 'bypassrls' end)
                from pg_catalog.pg_roles
                where rolname like 'hub\\_%' or rolname = '{t}'
                """.replace("{t}", tenant.role()), row -> row.getString(1));

        assertThat(powers)
                .containsExactlyInAnyOrder(
                        "hub_owner:login inherit createrole",
                        "hub_api:login",
                        "hub_tenant:inherit",
                        "hub_operator:inherit",
                        "hub_metering:inherit",
                        tenant.role() + ":inherit");
    }

    @Test
    void theLoginInheritsNothingAndATenantsRoleBelongsToTheTenantsAlone() throws SQLException {
        List<String> memberships = catalog.list("""
                select m.member::regrole || ' in ' || m.roleid::regrole || ':' || concat_ws(' ',
                  case when m.inherit_option then 'inherit' end, case when m.set_option then 'set' end,
                  case when m.admin_option then 'admin' end)
                from pg_catalog.pg_auth_members m
                where m.member in ('hub_api'::regrole, '{t}'::regrole)
                  and m.roleid in ('{t}'::regrole, 'hub_tenant'::regrole, 'hub_operator'::regrole,
                    'hub_metering'::regrole, 'hub_owner'::regrole, 'hub_api'::regrole)
                """.replace("{t}", tenant.role()), row -> row.getString(1));

        assertThat(memberships)
                .containsExactlyInAnyOrder(
                        "hub_api in " + tenant.role() + ":set",
                        "hub_api in hub_operator:set",
                        "hub_api in hub_metering:set",
                        tenant.role() + " in hub_tenant:inherit");
    }
}
