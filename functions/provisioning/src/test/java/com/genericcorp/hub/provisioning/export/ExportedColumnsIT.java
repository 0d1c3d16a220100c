package com.genericcorp.hub.provisioning.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever adds a column that nobody may read, or bytes of any kind, has to say here what becomes of it. */
class ExportedColumnsIT {
    /** Tables that tell nothing about a tenant. */
    private static final Set<String> NOBODYS =
            Set.of("fleet", "flyway_schema_history", "plans", "price_book", "price_books");

    private final TestServers servers = TestServers.shared();
    private final TenantId tenant = TestTenants.create(servers).id();

    private record Column(
            String table,
            String name,
            String type,
            @Nullable String comment) {
        String fullName() {
            return table + "." + name;
        }

        boolean calledSecret() {
            return comment != null
                    && comment.toLowerCase(Locale.ROOT).matches(".*(encrypted;?$|encrypted;.*|sha-256.*|wrapped.*)");
        }
    }

    @Test
    void everyColumnOfBytesIsWithheldOrADocument() {
        Set<String> declared = new HashSet<>(ExportedColumns.WITHHELD);
        declared.addAll(ExportedColumns.DOCUMENTS);

        List<String> bytes = columns().stream()
                .filter(column -> column.type.startsWith("bytea"))
                .map(Column::fullName)
                .toList();

        assertThat(declared).containsAll(bytes);
    }

    @Test
    void everyColumnThatTheSchemaCallsASecretIsWithheld() {
        List<String> secrets = columns().stream()
                .filter(Column::calledSecret)
                .map(Column::fullName)
                .toList();

        assertThat(secrets).contains("connections.credentials", "public.api_keys.hash", "public.tenants.data_key");
        assertThat(ExportedColumns.WITHHELD).containsAll(secrets);
    }

    @Test
    void everyDeclaredColumnExists() {
        List<String> existing = columns().stream().map(Column::fullName).toList();

        assertThat(existing).containsAll(ExportedColumns.WITHHELD).containsAll(ExportedColumns.DOCUMENTS);
    }

    /** Otherwise it would not be found. */
    @Test
    void everyTableOfTheControlPlaneSaysWhoseItsRowsAre() {
        Set<String> tables = new HashSet<>(tablesOfTheControlPlane());
        Set<String> exported = new HashSet<>();
        exportedTables().stream()
                .filter(table -> table.startsWith("public."))
                .forEach(table -> exported.add(table.substring("public.".length())));

        tables.removeAll(exported);

        assertThat(tables).isEqualTo(NOBODYS);
    }

    private List<String> exportedTables() {
        return servers.ownerDatabase()
                .transaction(connection -> ExportedTable.of(connection, tenant).stream()
                        .map(ExportedTable::name)
                        .toList());
    }

    private List<String> tablesOfTheControlPlane() {
        return servers.ownerDatabase()
                .transaction(connection -> Statements.on(connection).list(row -> row.getString("relname"), """
                                select relname from pg_catalog.pg_class
                                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                                """));
    }

    private List<Column> columns() {
        return servers.ownerDatabase()
                .transaction(connection -> Statements.on(connection)
                        .list(
                                row -> new Column(
                                        row.getString("name"),
                                        row.getString("attname"),
                                        row.getString("type"),
                                        row.getString("comment")),
                                """
                                select case when n.nspname = 'public' then 'public.' else '' end || c.relname as name,
                                  a.attname, pg_catalog.format_type(a.atttypid, null) as type,
                                  pg_catalog.col_description(c.oid, a.attnum) as comment
                                from pg_catalog.pg_attribute a
                                join pg_catalog.pg_class c on c.oid = a.attrelid
                                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                                where n.nspname in ('public', ?) and c.relkind in ('r', 'p') and a.attnum > 0
                                  and not a.attisdropped
                                """,
                                tenant.role()));
    }
}
