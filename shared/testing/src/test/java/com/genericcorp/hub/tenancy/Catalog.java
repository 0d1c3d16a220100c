package com.genericcorp.hub.tenancy;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL says there is, so that a table made tomorrow is tested without being named here. */
final class Catalog {
    private static final String TABLES = """
            select n.nspname, c.relname,
              (select array_agg(a.attname::text order by a.attnum) from pg_catalog.pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname = '%s'
            order by c.relname
            """;

    private final TestServers servers;

    Catalog(TestServers servers) {
        this.servers = servers;
    }

    /** A table, view or sequence. */
    record Table(String schema, String name, List<String> columns) {
        boolean holdsRowsOfTenants() {
            return schema.equals("public") && columns.contains("tenant_role");
        }

        @Override
        public String toString() {
            return schema + "." + name;
        }
    }

    List<Table> tables(String schema) throws SQLException {
        return list(
                TABLES.formatted(schema),
                row -> new Table(row.getString(1), row.getString(2), List.of((String[])
                        row.getArray("columns").getArray())));
    }

    /** A fingerprint of what {@code tenant} has in {@code table}; of all of it, when the table is no shared one. */
    String contents(Table table, TenantId tenant) throws SQLException {
        String where = table.holdsRowsOfTenants() ? "tenant_role = '" + tenant.role() + "'" : "true";
        return list("""
                        select count(*) || ' rows ' || coalesce(md5(string_agg(x::text, '|' order by x::text)), '')
                        from %s x where %s
                        """.formatted(table, where), row -> row.getString(1)).getFirst();
    }

    long rows(Table table, TenantId tenant) throws SQLException {
        return Long.parseLong(contents(table, tenant).split(" ", 2)[0]);
    }

    <T> List<T> list(String sql, Row<T> row) throws SQLException {
        try (Connection connection = servers.ownerDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        }
    }
}
