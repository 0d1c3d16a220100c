package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.provisioning.Workshop.Request;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ends a worker before and after each statement and each commit of a whole provisioning; the next one must finish. */
class InterruptedProvisioningIT {
    private final Workshop workshop = new Workshop();

    @Test
    void endsInOneActiveTenantUninterrupted() {
        Request request = workshop.request();

        workshop.worker().run(request.operation());

        assertFinished(request);
        assertThat(workshop.fence(request)).isEqualTo(1);
    }

    @TestFactory
    Stream<DynamicTest> endsInOneActiveTenantWhereverAWorkerEnded() {
        List<Interruption> all = Interruption.all(workshop, workshop.request()).toList();
        assertThat(all)
                .filteredOn(each -> each.toString().startsWith("KILLED_AFTER")
                        && each.step().sql().equals("commit"))
                .hasSize(6);
        return all.stream().map(each -> DynamicTest.dynamicTest(each.toString(), () -> resumesAfter(each)));
    }

    private void resumesAfter(Interruption interruption) {
        Request request = workshop.request();

        interruption.happenTo(workshop, request);
        workshop.clock.advance(OperationRunner.LEASE);
        workshop.worker().run(request.operation());

        assertFinished(request);
    }

    private void assertFinished(Request request) {
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess());
        assertThat(workshop.result(request))
                .hasValueSatisfying(
                        key -> assertThat(workshop.knows(request, key)).isTrue());
    }
}
