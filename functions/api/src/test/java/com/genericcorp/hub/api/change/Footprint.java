package com.genericcorp.hub.api.change;

import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * All that the database holds about one tenant, the tables taken from the catalog: what is to be seen of a change and of
 * the half of one. Claims of idempotency keys are left out, they are no change, and when a key was last used.
 */
record Footprint(Map<String, List<String>> rows) {
    private static final DataSource OWNER = TestPools.owner(TestServers.shared(), 1);

    private static final String TABLES = """
            select t.schemaname || '.' || t.tablename, t.schemaname = 'public' as shared
            from pg_catalog.pg_tables t
            where t.schemaname = (select tenant_role from public.tenants where slug = '%s')
              or t.schemaname = 'public' and exists (
                select from pg_catalog.pg_attribute a
                where a.attrelid = (t.schemaname || '.' || t.tablename)::regclass and a.attname = 'tenant_role')
                and t.tablename <> 'idempotency_keys'
            """;
    private static final String SHARED = """
            select '%s', (to_jsonb(x) - 'last_used_at')::text from %s x
            where tenant_role in (select tenant_role from public.tenants where slug = '%s' union all select 'hub_operator')
            """;
    /** What all tenants have in common. */
    private static final String COMMON = """
            select 'public.price_books', to_jsonb(x)::text from public.price_books x union all
            select 'public.price_book', to_jsonb(x)::text from public.price_book x
            """;
    /** An operator's is no tenant's. */
    private static final String ANSWERS = """
            select 'public.idempotency_keys', to_jsonb(x)::text from public.idempotency_keys x
            where status is not null and tenant_role in (
              select tenant_role from public.tenants where slug = '%s' union all select 'hub_operator')
            """;

    private static final String OWN = "select '%s', to_jsonb(x)::text from %s x";

    /** What one has more and less than the other: rows added and removed by table; a changed row is both. */
    record Difference(Map<String, String> tables) {
        static final Difference NONE = new Difference(Map.of());

        Difference without(String table) {
            return new Difference(tables.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(table))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        }
    }

    static Footprint of(String slug) {
        try (Connection connection = OWNER.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> queries = new ArrayList<>(List.of(ANSWERS.formatted(slug), COMMON));
            try (ResultSet tables = statement.executeQuery(TABLES.formatted(slug))) {
                while (tables.next()) {
                    String table = tables.getString(1);
                    queries.add(
                            tables.getBoolean(2)
                                    ? SHARED.formatted(table, table, slug)
                                    : OWN.formatted(table.substring(table.indexOf('.')), table));
                }
            }
            Map<String, List<String>> rows = new TreeMap<>();
            try (ResultSet result = statement.executeQuery(String.join(" union all ", queries))) {
                while (result.next()) {
                    rows.computeIfAbsent(result.getString(1), table -> new ArrayList<>())
                            .add(result.getString(2));
                }
            }
            return new Footprint(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Difference since(Footprint before) {
        Map<String, String> difference = new TreeMap<>();
        List<String> tables = new ArrayList<>(rows.keySet());
        tables.addAll(before.rows.keySet());
        for (String table : tables) {
            List<String> now = rows.getOrDefault(table, List.of());
            List<String> then = before.rows.getOrDefault(table, List.of());
            int added = without(now, then);
            int removed = without(then, now);
            if (added + removed > 0) {
                difference.put(table, "+" + added + " -" + removed);
            }
        }
        return new Difference(difference);
    }

    private static int without(List<String> some, List<String> others) {
        List<String> rest = new ArrayList<>(some);
        others.forEach(rest::remove);
        return rest.size();
    }
}
