package com.genericcorp.hub.provisioning.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.provisioning.FilledTenant;
import com.genericcorp.hub.provisioning.export.TestExports.Exported;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantExportIT {
    private final OwnerDatabase database = TestServers.shared().ownerDatabase();
    private final TestExports exports = new TestExports();
    private final FilledTenant tenant = FilledTenant.create(database);
    private final Id operation = new Ids(Clock.systemUTC(), new SecureRandom()).next(IdKind.OPERATION);

    @Test
    void countsTheRowsOfEveryTableInItsLastLine() {
        Exported exported = export();

        assertThat(exported.promised())
                .containsEntry("events", (long) FilledTenant.PAYLOADS.size())
                .containsEntry("public.operations", 0L);
        assertThat(exported.counted())
                .allSatisfy((table, count) -> assertThat(exported.promised()).containsEntry(table, count));
        assertThat(exported.promised().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(exported.lines().size());
    }

    @Test
    void holdsEachColumnThatIsNoSecret() {
        Exported exported = export();

        JsonNode connection = exported.rows("connections").getFirst();
        assertThat(connection.get("id").textValue())
                .isEqualTo(tenant.connection().toString());
        assertThat(connection.get("name").textValue()).isEqualTo("Main \"repository\"");
        assertThat(connection.get("config").textValue()).isEqualTo("{\"a\":1}");
        assertThat(connection.get("created_at").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT.*\\+00:00");
        JsonNode key = exported.rows("public.api_keys").getFirst();
        assertThat(key.get("name").textValue()).isEqualTo("test");
        assertThat(key.get("scopes").toString()).isEqualTo("[\"*\"]");
        assertThat(exported.rows("public.tenants").getFirst().get("slug").textValue())
                .isEqualTo(tenant.slug());
    }

    @Test
    void holdsNoSecret() {
        Exported exported = export();

        for (String withheld : ExportedColumns.WITHHELD) {
            int dot = withheld.lastIndexOf('.');
            assertThat(exported.rows(withheld.substring(0, dot)))
                    .as(withheld)
                    .noneSatisfy(row ->
                            assertThat(row.has(withheld.substring(dot + 1))).isTrue());
        }
        assertThat(exported.lines()).noneMatch(line -> line.contains("a secret") || line.contains("an answer"));
    }

    @Test
    void givesADocumentWithLineBreaksInOneLineAndByteForByte() {
        Exported exported = export();

        JsonNode pretty = exported.rows("events").stream()
                .filter(row -> row.has("data_base64"))
                .findFirst()
                .orElseThrow();
        assertThat(pretty.get("data").toString()).isEqualTo("{\"pretty\":true,\"list\":[1]}");
        assertThat(new String(
                        Base64.getDecoder().decode(pretty.get("data_base64").textValue()), UTF_8))
                .isEqualTo(FilledTenant.PAYLOADS.get(2));
    }

    @Test
    void exportsTablesThatNobodyKnewOf() {
        database.transaction(connection -> {
            Statements own = Statements.on(connection, tenant.id());
            own.update("create table {t}.\"Odd \"\"name\" (id integer, bytes bytea, \"when\" timestamptz, n numeric)");
            own.update(
                    "insert into {t}.\"Odd \"\"name\" values (1, '\\x00ff', '2026-01-31 12:00+02', 1.50), (2, null, null, null)");
            own.update("create table {t}.parts (id integer) partition by list (id)");
            own.update("create table {t}.part_one partition of {t}.parts for values in (1)");
            own.update("insert into {t}.parts values (1)");
            own.update("create table public.later (tenant_role name, note text)");
            return own.update("insert into public.later values ('{t}', 'mine'), ('t_other', 'not mine')");
        });
        try {
            Exported exported = export();

            assertThat(exported.promised())
                    .containsAllEntriesOf(Map.of("Odd \"name", 2L, "parts", 1L, "public.later", 1L))
                    .doesNotContainKey("part_one");
            assertThat(exported.lines())
                    .contains(
                            "{\"table\":\"Odd \\\"name\",\"row\":{\"id\":1,\"bytes\":\"\\\\x00ff\","
                                    + "\"when\":\"2026-01-31T10:00:00+00:00\",\"n\":1.50}}",
                            "{\"table\":\"public.later\",\"row\":{\"tenant_role\":\""
                                    + tenant.id().role() + "\",\"note\":\"mine\"}}");
        } finally {
            database.transaction(connection -> Statements.on(connection).update("drop table public.later"));
        }
    }

    @Test
    void holdsNothingOfAnotherTenant() {
        FilledTenant other = FilledTenant.create(database);

        Exported exported = export();

        assertThat(exported.lines())
                .noneMatch(line -> line.contains(other.id().role())
                        || line.contains(other.id().uuid().toString())
                        || line.contains(other.connection().toString()));
    }

    @Test
    void isTheSameFileEachTime() throws Exception {
        export();
        Path file = exports.file(tenant.id(), operation);
        byte[] first = Files.readAllBytes(file);

        export();

        assertThat(exports.files(tenant.id())).isEqualTo(List.of(operation + ".jsonl.gz"));
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    private Exported export() {
        database.transaction(connection -> exports.export().write(connection, tenant.id(), operation));
        return exports.read(tenant.id(), operation);
    }
}
