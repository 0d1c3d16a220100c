package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.tenancy.Statements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An off-boarding whose export cannot be stored fails for all to see, and waits for somebody to ask again. */
class GivenUpIT {
    private static final Remains WAITING =
            new Remains("offboarding", TenantScripts.packaged().currentVersion(), 1, 1, 1, "failed", 3, 1);

    private final Workshop workshop = new Workshop();
    private final Request request = workshop.request(OperationKind.OFFBOARD, FilledTenant.create(workshop.database));

    @Test
    void namesTheStepAndKeepsTheTenantsData() {
        exhaust();

        assertThat(workshop.remains(request)).isEqualTo(WAITING);
        assertThat(error()).contains("given up at export after 8 tries; the same request again goes on there");
        assertThat(workshop.exports.files(request.tenant())).isEmpty();
    }

    @Test
    void isNotTakenUpByItself() {
        exhaust();
        workshop.clock.advance(Duration.ofHours(1));

        workshop.worker().run(request.operation());

        assertThat(workshop.remains(request)).isEqualTo(WAITING);
    }

    @Test
    void goesOnWhereItStoppedWhenItIsAskedForAgain() {
        exhaust();
        long fence = workshop.fence(request);

        workshop.repeat(request);
        workshop.worker().run(request.operation());

        Offboarded.assertThatNothingElseIsLeft(workshop, request);
        assertThat(workshop.fence(request)).isEqualTo(fence + 1);
    }

    @Test
    void hasAllItsTriesAgain() {
        exhaust();
        workshop.repeat(request);

        exhaust();

        assertThat(workshop.remains(request)).isEqualTo(WAITING);
    }

    private void exhaust() {
        for (int i = 0; i < OperationRunner.MOST_TRIES; i++) {
            assertThatThrownBy(() -> workshop.worker(workshop.exports.export(write -> {
                                throw new IOException("disk full");
                            }))
                            .run(request.operation()))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(workshop.remains(request).operation()).isEqualTo("running");
            workshop.clock.advance(OperationRunner.LEASE);
        }
        workshop.worker().run(request.operation());
    }

    private Optional<String> error() {
        return workshop.database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> row.getString("error"),
                        "select error from public.operations where id = ?",
                        request.operation().uuid()));
    }
}
