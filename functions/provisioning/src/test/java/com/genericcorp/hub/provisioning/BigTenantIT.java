package com.genericcorp.hub.provisioning;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.provisioning.export.TestExports.Exported;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many payloads of the largest size, which no machine should have to hold at once. */
class BigTenantIT {
    private static final int PAYLOADS = 16;
    private static final int BYTES = 3 << 20;

    private final Workshop workshop = new Workshop();
    private final FilledTenant tenant = FilledTenant.create(workshop.database);
    private final List<String> payloads = fill();
    private final Request request = workshop.request(OperationKind.OFFBOARD, tenant);

    /** PostgreSQL still waits for somebody to read the first rows while the first of them are being stored. */
    @Test
    void isStoredWhileItIsRead() {
        List<Boolean> waited = new ArrayList<>();

        workshop.worker(workshop.exports.export(write -> {
                    // Past the header: the first compressed bytes of the first payloads.
                    if (write == 3) {
                        Await.until("PostgreSQL waits for its reader", Duration.ofSeconds(20), this::waitsForItsReader);
                        waited.add(true);
                    }
                }))
                .run(request.operation());

        assertThat(waited).containsExactly(true);
        assertExported();
    }

    @Test
    void isExportedWholeAfterTheSessionEndedInTheMiddle() {
        assertThatThrownBy(() -> workshop.worker(workshop.exports.export(write -> {
                            if (write == 300) {
                                endTheCopy();
                            }
                        }))
                        .run(request.operation()))
                .isInstanceOf(RuntimeException.class);
        assertThat(workshop.exports.files(request.tenant())).isEmpty();
        assertThat(workshop.remains(request).schemas()).isEqualTo(1);
        workshop.clock.advance(OperationRunner.LEASE);

        workshop.worker().run(request.operation());

        assertExported();
    }

    private void assertExported() {
        Exported exported = workshop.exports.read(request.tenant(), request.operation());
        assertThat(exported.promised()).containsEntry("events", (long) FilledTenant.PAYLOADS.size() + PAYLOADS);
        assertThat(exported.linesOf("events").stream()
                        .filter(line -> line.length() > BYTES)
                        .map(line -> line.substring(line.indexOf(",\"data\":") + 8, line.length() - 2))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(payloads);
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofAnEnd());
    }

    private boolean waitsForItsReader() {
        return workshop.database.transaction(connection -> Statements.on(connection)
                .find(row -> row.getBoolean("waits"), """
                        select exists (select from pg_catalog.pg_stat_activity
                          where query like 'copy (%' and state = 'active' and wait_event = 'ClientWrite') as waits
                        """)
                .orElseThrow());
    }

    private void endTheCopy() {
        workshop.database.transaction(connection -> Statements.on(connection).list(row -> true, """
                        select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity
                        where query like 'copy (%' and state = 'active'
                        """));
    }

    /** Nothing that compresses. */
    private List<String> fill() {
        Random random = new Random(7);
        List<String> filled = new ArrayList<>();
        for (int i = 0; i < PAYLOADS; i++) {
            byte[] bytes = new byte[BYTES / 4 * 3];
            random.nextBytes(bytes);
            String payload = "{\"big\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
            filled.add(payload);
            workshop.database.transaction(connection -> {
                tenant.receive(Statements.on(connection, tenant.id()), payload.getBytes(US_ASCII));
                return true;
            });
        }
        return filled;
    }
}
