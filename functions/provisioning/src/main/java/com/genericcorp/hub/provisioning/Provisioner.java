package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.LogContext;
import com.genericcorp.hub.tenancy.OperationKind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Brings a provisioning operation to its end. Each step is one transaction that does the work and records it, under a
 * lease with a fencing number: killed anywhere, the next worker goes on after the last recorded step; two workers at
 * once, and only the newer one's writes count.
 *
 * <pre>
 * pending ──claim──▶ running ──last step──▶ succeeded
 *                    │  ▲
 *        step failed │  │ claimed again, up to {@link #MOST_TRIES} times
 *                    ▼  │
 *                 released ──tries used up──▶ rolled back, failed
 * </pre>
 */
@Singleton
final class Provisioner {
    static final int MOST_TRIES = 8;
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(Provisioner.class);

    private final OwnerDatabase database;
    private final Operations operations;
    private final ProvisioningSteps steps;
    private final HubMetrics metrics;
    private final Clock clock;

    Provisioner(
            OwnerDatabase database, Operations operations, ProvisioningSteps steps, HubMetrics metrics, Clock clock) {
        this.database = database;
        this.operations = operations;
        this.steps = steps;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Works on {@code operation} unless it has ended or somebody else does.
     *
     * @throws RuntimeException when a step failed; the operation is released and may be tried again
     */
    void run(Id operation) {
        operations.claim(operation, clock.instant(), LEASE).ifPresent(this::run);
    }

    private void run(Lease lease) {
        try (LogContext _ = LogContext.request(lease.requestId())) {
            LogContext.tenant(lease.tenant().toString());
            if (lease.fence() > MOST_TRIES) {
                rollBack(lease);
            } else {
                finishSteps(lease);
            }
        } catch (LeaseLostException e) {
            LOG.info(e.getMessage());
        } catch (RuntimeException e) {
            release(lease, e);
            throw e;
        }
    }

    /** Without this the next try waits for the end of the lease; so it may fail, and must not hide what failed before. */
    private void release(Lease lease, RuntimeException failure) {
        try {
            operations.release(lease, clock.instant().plus(PAUSE_AFTER_FAILURE));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void finishSteps(Lease lease) {
        List<String> names = OperationKind.PROVISION.steps();
        for (String step : names) {
            if (!lease.finished().contains(step)) {
                boolean last = step.equals(names.getLast());
                database.transaction(connection -> {
                    Operations.hold(connection, lease);
                    steps.run(step, connection, lease);
                    Instant now = clock.instant();
                    Operations.finishStep(connection, lease, step, now, now.plus(LEASE));
                    if (last) {
                        Operations.succeed(connection, lease, now);
                    }
                    return last;
                });
            }
        }
        metrics.provisioned(Duration.between(lease.createdAt(), clock.instant()));
    }

    private void rollBack(Lease lease) {
        database.transaction(connection -> {
            Operations.hold(connection, lease);
            steps.rollBack(connection, lease);
            Operations.fail(
                    connection,
                    lease,
                    "given up after " + MOST_TRIES + " tries; nothing of the tenant is left",
                    clock.instant());
            return true;
        });
        metrics.provisioningFailed();
        LOG.errorf("%s given up and rolled back", lease.operation());
    }
}
