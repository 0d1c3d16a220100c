package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.provisioning.Interruption.Killed;
import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.tenancy.OperationKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ends a worker before and after each statement and each commit of an off-boarding, and while it writes the export. */
class InterruptedOffboardingIT {
    private final Workshop workshop = new Workshop();

    @Test
    void leavesTheExportAndTheAuditLogUninterrupted() {
        Request request = request();

        workshop.worker().run(request.operation());

        Offboarded.assertThatNothingElseIsLeft(workshop, request);
        assertThat(workshop.fence(request)).isEqualTo(1);
    }

    @TestFactory
    Stream<DynamicTest> leavesTheSameWhereverAWorkerEnded() {
        List<Interruption> all = Interruption.all(workshop, request()).toList();
        assertThat(all)
                .filteredOn(each -> each.toString().startsWith("KILLED_AFTER")
                        && each.step().sql().equals("commit"))
                .hasSize(OperationKind.OFFBOARD.steps().size());
        return all.stream().map(each -> DynamicTest.dynamicTest(each.toString(), () -> resumesAfter(each)));
    }

    private void resumesAfter(Interruption interruption) {
        Request request = request();

        interruption.happenTo(workshop, request);
        workshop.clock.advance(OperationRunner.LEASE);
        workshop.worker().run(request.operation());

        Offboarded.assertThatNothingElseIsLeft(workshop, request);
    }

    @TestFactory
    Stream<DynamicTest> showsNoExportThatIsNotComplete() {
        return IntStream.rangeClosed(1, 2)
                .boxed()
                .flatMap(write -> Stream.of(new Killed(write), new IOException("disk full"))
                        .map(failure -> DynamicTest.dynamicTest(
                                write + " " + failure, () -> resumesAfterWrite(write, failure))));
    }

    private void resumesAfterWrite(int write, Throwable failure) {
        Request request = request();

        try {
            workshop.worker(workshop.exports.export(number -> {
                        if (number == write) {
                            throwIt(failure);
                        }
                    }))
                    .run(request.operation());
            throw new IllegalStateException("it wrote fewer than " + write + " times");
        } catch (Killed | UncheckedIOException expected) {
            assertThat(workshop.exports.files(request.tenant())).isEmpty();
        }
        workshop.clock.advance(OperationRunner.LEASE);
        workshop.worker().run(request.operation());

        Offboarded.assertThatNothingElseIsLeft(workshop, request);
    }

    private static void throwIt(Throwable failure) throws IOException {
        switch (failure) {
            case Error error -> throw error;
            case IOException exception -> throw exception;
            default -> throw new IllegalArgumentException(failure);
        }
    }

    private Request request() {
        return workshop.request(OperationKind.OFFBOARD, FilledTenant.create(workshop.database));
    }
}
