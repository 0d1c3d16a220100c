package com.genericcorp.hub.api.client;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Row;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.TestServers;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is really in the database, read and changed as its owner, past everything that is under test. */
public final class Stored {
    private Stored() {}

    public static <T> List<T> rows(Row<T> row, @CompileTimeConstant String sql, @Nullable Object... arguments) {
        return TestServers.shared()
                .ownerDatabase()
                .transaction(connection -> Statements.on(connection).list(row, sql, arguments));
    }

    /** Rows of the tenant's own schema, {@code {t}} in {@code sql}. */
    public static <T> List<T> rows(
            TenantId tenant, Row<T> row, @CompileTimeConstant String sql, @Nullable Object... arguments) {
        return TestServers.shared()
                .ownerDatabase()
                .transaction(connection -> Statements.on(connection, tenant).list(row, sql, arguments));
    }

    public static int change(@CompileTimeConstant String sql, @Nullable Object... arguments) {
        return TestServers.shared()
                .ownerDatabase()
                .transaction(connection -> Statements.on(connection).update(sql, arguments));
    }

    /** The tenant's audit records, oldest first, each {@code actor action target request id}. */
    public static List<String> audit(TenantId tenant) {
        return rows(
                row -> String.join(
                        " ",
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("request_id")),
                "select actor, action, target, request_id from public.audit_log where tenant_id = ? order by at, id",
                tenant.uuid());
    }
}
