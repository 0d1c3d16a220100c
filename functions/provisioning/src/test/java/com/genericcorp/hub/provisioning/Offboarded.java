package com.genericcorp.hub.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.provisioning.export.TestExports.Exported;
import com.genericcorp.hub.tenancy.Statements;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be left of a {@link FilledTenant} that was off-boarded. */
final class Offboarded {
    private Offboarded() {}

    static void assertThatNothingElseIsLeft(Workshop workshop, Request request) {
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofAnEnd());
        assertThat(tablesWithRows(workshop, request))
                .containsExactlyInAnyOrder(
                        "audit_log", "feedback", "operations", "operation_steps", "usage_minutes", "usage_windows");
        assertThat(tenantsWithItsSlug(workshop, request)).isZero();
        assertExported(workshop, request);
    }

    static void assertExported(Workshop workshop, Request request) {
        assertThat(workshop.exports.files(request.tenant())).containsExactly(request.operation() + ".jsonl.gz");
        Exported exported = workshop.exports.read(request.tenant(), request.operation());
        assertThat(exported.counted()).isEqualTo(withoutZeros(exported));
        assertThat(exported.counted())
                .containsEntry("connections", 1L)
                .containsEntry("events", (long) FilledTenant.PAYLOADS.size())
                .containsEntry("public.api_keys", 1L)
                .containsEntry("public.connection_routes", 1L)
                .containsEntry("public.idempotency_keys", 1L)
                .containsEntry("public.operations", 1L)
                .containsEntry("public.operation_steps", 6L)
                .containsEntry("public.feedback", 1L)
                .containsEntry("public.usage_minutes", 1L)
                .containsEntry("public.usage_windows", 6L)
                .containsEntry("public.usage_watermarks", 1L)
                .containsEntry("public.usage_flushes", 1L)
                .containsEntry("public.tenants", 1L)
                .containsEntry("public.audit_log", 1L);
        assertThat(payloads(exported)).containsExactlyInAnyOrderElementsOf(FilledTenant.PAYLOADS);
        assertThat(exported.end().get("tenant_id").textValue())
                .isEqualTo(request.tenant().toString());
        assertThat(exported.end().get("operation_id").textValue())
                .isEqualTo(request.operation().toString());
        assertThat(place(workshop, request))
                .isEqualTo(workshop.exports
                        .file(request.tenant(), request.operation())
                        .toUri()
                        .toString());
    }

    private static Map<String, Long> withoutZeros(Exported exported) {
        Map<String, Long> promised = new HashMap<>(exported.promised());
        promised.values().removeIf(count -> count == 0);
        return promised;
    }

    /** Byte for byte, by cutting them out of their lines; those with line breaks by their base 64. */
    private static List<String> payloads(Exported exported) {
        List<String> payloads = new ArrayList<>();
        for (String line : exported.linesOf("events")) {
            int exact = line.indexOf(",\"data_base64\":\"");
            if (exact >= 0) {
                String base64 = line.substring(exact + ",\"data_base64\":\"".length(), line.length() - 3);
                payloads.add(new String(Base64.getDecoder().decode(base64), UTF_8));
            } else {
                String start = ",\"data\":";
                payloads.add(line.substring(line.indexOf(start) + start.length(), line.length() - 2));
            }
        }
        return payloads;
    }

    /** Looked for in every table of the control plane whose rows carry a tenant. */
    private static List<String> tablesWithRows(Workshop workshop, Request request) {
        return workshop.database.transaction(connection -> {
            List<String> tables = Statements.on(connection).list(row -> row.getString("relname"), """
                            select c.relname from pg_catalog.pg_class c
                            join pg_catalog.pg_attribute a on a.attrelid = c.oid
                            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                              and a.attname = 'tenant_role'
                            """);
            List<String> filled = new ArrayList<>();
            for (String table : tables) {
                try (var statement =
                        connection.prepareStatement("select from public." + table + " where tenant_role = ? limit 1")) {
                    statement.setString(1, request.tenant().role());
                    if (statement.executeQuery().next()) {
                        filled.add(table);
                    }
                }
            }
            return filled;
        });
    }

    private static int tenantsWithItsSlug(Workshop workshop, Request request) {
        return workshop.database
                .transaction(connection -> Statements.on(connection)
                        .list(row -> 1, "select id from public.tenants where slug = ?", request.slug()))
                .size();
    }

    static String place(Workshop workshop, Request request) {
        return workshop.database
                .transaction(connection -> Statements.on(connection)
                        .find(
                                row -> row.getString("export"),
                                "select export from public.operations where id = ?",
                                request.operation().uuid()))
                .orElseThrow();
    }
}
