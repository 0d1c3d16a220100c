package com.genericcorp.hub.metering;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.LogContext;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.usage.RollUp;
import com.genericcorp.hub.usage.RollUp.Counted;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Counts tenants, a few side by side, each in its own role and in transactions of its own: what one of them costs or does
 * wrong is no other one's.
 */
@Singleton
final class TenantUsage {
    private static final Logger LOG = Logger.getLogger(TenantUsage.class);

    private final TenantDatabase database;
    private final Work work;
    private final HubMetrics metrics;
    private final Clock clock;
    private final int parallel;
    /** One for every tenant that may be counted now, whichever message names it. */
    private final Semaphore places;

    private final int rows;

    /** @throws ConfigValidationException naming the setting that is below one */
    @Inject
    TenantUsage(
            TenantDatabase database,
            Work work,
            HubMetrics metrics,
            Clock clock,
            MeteringConfig config,
            @ConfigProperty(name = "hub.database.pool-size", defaultValue = "10") int connections) {
        this(
                database,
                work,
                metrics,
                clock,
                // Whoever finds no free connection would wait for one, and not for long.
                Math.min(atLeastOne("hub.metering.parallel", config.parallel()), connections),
                atLeastOne("hub.metering.rows", config.rows()));
    }

    TenantUsage(TenantDatabase database, Work work, HubMetrics metrics, Clock clock, int parallel, int rows) {
        this.database = database;
        this.work = work;
        this.metrics = metrics;
        this.clock = clock;
        this.parallel = parallel;
        this.places = new Semaphore(parallel, true);
        this.rows = rows;
    }

    private static int atLeastOne(String property, int value) {
        if (value >= 1) {
            return value;
        }
        throw new ConfigValidationException(new Problem[] {new Problem(property + " must be at least 1")});
    }

    /**
     * Counts each of {@code tenants}; they are begun in this order.
     *
     * @throws IllegalStateException when none could be counted. Some that cannot are reported and come again with the next
     *     dispatch; a message that came again for them would count all the others once more
     */
    void rollUp(List<TenantId> tenants) {
        List<Future<?>> running = new ArrayList<>();
        int failed = 0;
        Optional<String> request = LogContext.requestId();
        try (ExecutorService executor =
                Executors.newFixedThreadPool(parallel, Thread.ofVirtual().factory())) {
            tenants.forEach(tenant -> running.add(executor.submit(() -> rollUp(request, tenant))));
            for (int i = 0; i < running.size(); i++) {
                try {
                    running.get(i).get();
                } catch (ExecutionException e) {
                    LOG.warnf(e.getCause(), "%s could not be counted", tenants.get(i));
                    failed++;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    failed++;
                }
            }
        }
        if (failed > 0 && failed == tenants.size()) {
            throw new IllegalStateException("none of " + failed + " tenants could be counted");
        }
    }

    private void rollUp(Optional<String> request, TenantId tenant) {
        places.acquireUninterruptibly();
        long start = System.nanoTime();
        try (LogContext ignored = LogContext.ofTenant(request, tenant.toString())) {
            count(tenant);
            metrics.rolledUp(Duration.ofNanos(System.nanoTime() - start));
        } catch (DatabaseException e) {
            if (work.isDue(tenant)) {
                throw e;
            }
            LOG.debugf("%s is leaving; its end counts it", tenant);
        } finally {
            places.release();
        }
    }

    private void count(TenantId tenant) {
        Counted counted;
        long sum = 0;
        do {
            counted =
                    database.transaction(tenant, statements -> RollUp.count(statements, tenant, clock.instant(), rows));
            metrics.rowsCounted(counted.rows());
            sum += counted.rows();
        } while (counted.more());
        purge(tenant, sum);
        boolean recount = counted.recount();
        while (recount) {
            recount = database.transaction(tenant, statements -> Recount.run(statements, tenant, clock.instant()));
        }
        Optional<Integer> differences = counted.reconcile() ? reconcile(tenant) : Optional.empty();
        while (differences.isPresent()) {
            metrics.usageDifferences(differences.get());
            differences = reconcile(tenant);
        }
    }

    private Optional<Integer> reconcile(TenantId tenant) {
        return database.transaction(tenant, statements -> Reconciliation.run(statements, tenant, clock.instant()));
    }

    /** What is old goes at least as fast as the new comes, and the rest with the next roll-ups. */
    private void purge(TenantId tenant, long counted) {
        long purged = 0;
        int some;
        do {
            some = Retention.purge(database.as(tenant), tenant, clock.instant());
            purged += some;
        } while (some == Retention.AT_ONCE && purged < 2 * counted);
    }
}
