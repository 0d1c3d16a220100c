package com.genericcorp.hub.api.contract;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every table holds, found in the catalog and read as the owner: the control plane's, and those of some tenants.
 * Two digests are equal when no row came, went or changed, other than in when a key was last used.
 */
record DatabaseDigest(Map<String, String> tables) {
    private static final Connection OWNER = connect();

    /** Everything. */
    static DatabaseDigest of(World... worlds) {
        return digest(schemas(worlds), "true");
    }

    /** Only what is this tenant's: its own schema, and the rows of the control plane that name it. */
    static DatabaseDigest about(World world) {
        TenantId tenant = world.tenant().id();
        return digest(
                schemas(world),
                "'" + tenant.role() + "' = schema or content like '%" + tenant.uuid() + "%' or content like '%"
                        + tenant.role() + "%'");
    }

    private static List<String> schemas(World... worlds) {
        return Stream.concat(
                        Stream.of("public"),
                        Arrays.stream(worlds).map(world -> world.tenant().id().role()))
                .toList();
    }

    private static DatabaseDigest digest(List<String> schemas, String wanted) {
        String names = schemas.stream().map(name -> "'" + name + "'").collect(Collectors.joining(","));
        String each = select("""
                select format('select %%L as schema, %%L as name, (to_jsonb(t) - ''last_used_at'')::text as content from %%I.%%I t',
                  schemaname, tablename, schemaname, tablename)
                from pg_tables where schemaname in (%s)""".formatted(names)).keySet().stream().collect(Collectors.joining(" union all "));
        return new DatabaseDigest(select("""
                select schema || '.' || name, md5(string_agg(md5(content), '' order by md5(content)))
                from (%s) as every_row where %s group by 1""".formatted(each, wanted)));
    }

    /** The first column, and the last beside it. */
    private static Map<String, String> select(String sql) {
        try (Statement statement = OWNER.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Map<String, String> found = new TreeMap<>();
            int last = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(last));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() {
        try {
            return TestServers.shared().ownerDataSource().getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
