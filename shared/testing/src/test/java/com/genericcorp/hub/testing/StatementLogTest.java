package com.genericcorp.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.testing.StatementLog.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementLogTest {
    @Test
    void readsSimpleAndPreparedStatementsWithAllTheirLines() {
        StatementLog log = StatementLog.of(List.of(
                "||LOG:  database system is ready to accept connections",
                "hub_owner|[unknown]|LOG:  statement: SET application_name = 'x'",
                "hub_api|hub|LOG:  execute <unnamed>: insert into a",
                "\tvalues ($1)",
                "\t",
                "hub_api|hub|DETAIL:  Parameters: $1 = 'LOG:  statement: DISCARD ALL'",
                "hub_api|hub|ERROR:  permission denied for table plans",
                "hub_api|hub|STATEMENT:  discard all",
                "hub_api|hub|LOG:  execute S_1: select 1",
                ""));

        assertThat(log.statements())
                .containsExactly(
                        new Sent("hub_owner", "[unknown]", "", "SET application_name = 'x'"),
                        new Sent("hub_api", "hub", "", "insert into a\nvalues ($1)\n"),
                        new Sent("hub_api", "hub", "S_1", "select 1"));
        assertThat(log.only(sent -> sent.user().equals("hub_owner")).statements())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET statement_timeout = 1",
                "set local role hub_operator",
                "  Reset All",
                "select set_config('role', $1, true)",
                "select 1; SET search_path = x",
                "/* quietly */ set x = 1",
                "-- a comment\nset x = 1",
                "PREPARE p as select 1",
                "execute p",
                "DEALLOCATE ALL",
                "DISCARD ALL",
                "discard plans",
                "create temp table t (id int)",
                "CREATE TEMPORARY TABLE t as select 1",
                "create local temporary view v as select 1",
                "create or replace temp view v as select 1",
                "create temporary sequence s",
                "select 1 as one into temp t",
                "declare c cursor for select 1",
                "LISTEN changes",
                "unlisten *",
                "load 'auto_explain'",
                "select nextval('s')",
                "select pg_catalog.setval('s', 1)",
                "select currval ('s')",
                "select pg_advisory_lock(1)",
                "select pg_try_advisory_lock_shared(1)",
                "select pg_advisory_unlock_all()",
                "select pg_catalog.pg_advisory_xact_lock(1)",
                "select pg_try_advisory_xact_lock(1)"
            })
    void whatPinsIsFound(String statement) {
        assertThat(logged(statement).pinning()).hasSize(1).first().asString().contains(statement.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN",
                "COMMIT",
                "select hub.act_as($1)",
                "update public.tenants set plan = 'team'",
                "insert into a (set_at, text) values (now(), 'set role x; discard all; nextval(1)')",
                "select offset_of, reset, listen from template",
                "delete from a where b = 'it''s; LISTEN'",
                "select 1 -- nextval('s')",
                "select prepared, executed from discarded",
                "insert into temperature values (1)",
                ""
            })
    void whatDoesNotPinIsLetPass(String statement) {
        assertThat(logged(statement).pinning()).isEmpty();
    }

    @Test
    void aNamedStatementPins() {
        StatementLog log = StatementLog.of(List.of("hub_api|hub|LOG:  execute S_3: select 1"));

        assertThat(log.pinning()).hasSize(1);
    }

    @Test
    void textOverSixteenKilobytesPins() {
        assertThat(logged("select " + "1".repeat(Pinning.LONGEST_TEXT)).pinning())
                .hasSize(1);
        assertThat(logged("1".repeat(Pinning.LONGEST_TEXT)).pinning()).isEmpty();
        assertThat(logged("/*" + "x\n".repeat(Pinning.LONGEST_TEXT) + "*/").pinning())
                .hasSize(1);
    }

    private static StatementLog logged(String statement) {
        return StatementLog.of(
                List.of(("hub_api|hub|LOG:  execute <unnamed>: " + statement.replace("\n", "\n\t")).split("\n", -1)));
    }
}
