package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.tenancy.OperationKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Suspending and resuming, and a worker that ends before and after each statement and commit of them. */
class SuspensionIT {
    private final Workshop workshop = new Workshop();

    @TestFactory
    Stream<DynamicTest> endsWithTheTenantWholeWhereverAWorkerEnded() {
        return Stream.of(OperationKind.SUSPEND, OperationKind.RESUME)
                .flatMap(kind -> Interruption.all(workshop, request(kind))
                        .map(each -> DynamicTest.dynamicTest(kind + " " + each, () -> resumesAfter(kind, each))));
    }

    private void resumesAfter(OperationKind kind, Interruption interruption) {
        Request request = request(kind);
        Remains before = workshop.remains(request);

        interruption.happenTo(workshop, request);
        workshop.clock.advance(OperationRunner.LEASE);
        workshop.worker().run(request.operation());

        String status = kind == OperationKind.SUSPEND ? "suspended" : "active";
        int version = TenantScripts.packaged().currentVersion();
        assertThat(before).isEqualTo(new Remains(status, version, 1, 1, 1, "pending", 1, 1));
        assertThat(workshop.remains(request)).isEqualTo(new Remains(status, version, 1, 1, 1, "succeeded", 0, 1));
    }

    private Request request(OperationKind kind) {
        return workshop.request(kind, FilledTenant.create(workshop.database));
    }
}
