package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.Await;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ParallelProvisioningIT {
    private static final int AT_ONCE = 10;

    @RepeatedTest(5)
    void tenAtOnceEachSucceedAtTheFirstTry() throws Exception {
        Workshop workshop = new Workshop();
        List<Request> requests = requests(workshop);
        CountDownLatch start = new CountDownLatch(1);

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Request request : requests) {
                OperationRunner worker = workshop.worker();
                running.add(executor.submit(() -> {
                    start.await();
                    worker.run(request.operation());
                    return request;
                }));
            }
            start.countDown();
            for (Future<?> each : running) {
                each.get(60, TimeUnit.SECONDS);
            }
        }

        assertThat(requests).allSatisfy(request -> {
            assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess());
            assertThat(workshop.fence(request)).isEqualTo(1);
        });
    }

    @Test
    void oneHeldUpInTheMiddleOfItsSchemaHoldsUpNobodyElse() throws Exception {
        String packaged = TenantScripts.packaged().scripts().getFirst();
        // Tables and rights are laid down and uncommitted by then, and more follow.
        String heldUp = "select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('{t}'))";
        String more = "alter table {t}.events add column more text";
        Workshop workshop = new Workshop(new TenantScripts(List.of(packaged, heldUp, more)));
        List<Request> requests = requests(workshop);
        Request slow = requests.get(4);

        try (Connection lock = workshop.servers.ownerDataSource().getConnection();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Statements.on(lock)
                    .list(
                            row -> true,
                            "select pg_catalog.pg_advisory_lock(pg_catalog.hashtext(?))",
                            slow.tenant().role());
            Future<?> held = executor.submit(() -> workshop.worker().run(slow.operation()));
            Await.until("it waits in its batch", Duration.ofSeconds(20), () -> waits(workshop));

            List<Future<?>> others = new ArrayList<>();
            for (Request request : requests) {
                if (!request.equals(slow)) {
                    others.add(executor.submit(() -> workshop.worker().run(request.operation())));
                }
            }
            for (Future<?> other : others) {
                other.get(30, TimeUnit.SECONDS);
            }

            assertThat(waits(workshop)).isTrue();
            assertThat(requests.stream().filter(request -> !request.equals(slow)))
                    .allSatisfy(request -> assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess(3)));
            lock.close();
            held.get(30, TimeUnit.SECONDS);
        }
        assertThat(workshop.remains(slow)).isEqualTo(Remains.ofASuccess(3));
    }

    private static List<Request> requests(Workshop workshop) {
        return Stream.generate(workshop::request).limit(AT_ONCE).toList();
    }

    private static boolean waits(Workshop workshop) {
        return workshop.database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> row.getBoolean("waits"),
                        "select exists (select from pg_catalog.pg_locks where locktype = 'advisory' and not granted)"
                                + " as waits")
                .orElseThrow());
    }
}
