package com.genericcorp.hub.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * The cluster's roles, made by {@code hub_owner} before the first table. They are roles of the whole PostgreSQL cluster,
 * so they may be there already, made by somebody else: whatever isolation rests on is set each time.
 */
final class Roles {
    static final String LOGIN = "hub_api";

    private Roles() {}

    static void ensure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    do $$
                    declare
                      wanted text;
                    begin
                      foreach wanted in array array['hub_tenant', 'hub_operator', 'hub_metering'] loop
                        if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
                          execute format('create role %I nologin', wanted);
                        end if;
                      end loop;
                      if not exists (select from pg_catalog.pg_roles where rolname = 'hub_api') then
                        create role hub_api;
                      elsif exists (select from pg_catalog.pg_roles where rolname = 'hub_api'
                                    and (rolsuper or rolbypassrls or rolcreaterole)) then
                        raise exception 'hub_api may overrule row-level security or make roles: take that from it first';
                      end if;
                      alter role hub_api login noinherit;
                      alter role hub_api set statement_timeout = '5s';
                      alter role hub_api set idle_in_transaction_session_timeout = '15s';
                      grant hub_operator, hub_metering to hub_api with inherit false, set true;
                      -- Payloads are compressed with lz4 where the server was built with it.
                      if exists (select from pg_catalog.pg_settings
                                 where name = 'default_toast_compression' and 'lz4' = any (enumvals)) then
                        alter role hub_api set default_toast_compression = 'lz4';
                      end if;
                    end
                    $$
                    """);
        }
    }

    /** Sets the login's password; only its SCRAM verifier travels, so no statement log ever shows it. */
    static void setLoginPassword(Connection connection, String password) throws SQLException {
        connection.unwrap(PGConnection.class).alterUserPassword(LOGIN, password.toCharArray(), "scram-sha-256");
    }
}
