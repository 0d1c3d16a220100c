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
import org.jboss.logging.Logger;

/**
 * Brings an operation to its end, whatever its kind. Each step is one transaction that does the work and records it,
 * under a lease with a fencing number: killed anywhere, the next worker goes on after the last recorded step; two
 * workers at once, and only the newer one's writes count.
 *
 * <pre>
 * pending ──claim──▶ running ──last step──▶ succeeded
 *                    │  ▲
 *        step failed │  │ claimed again, up to {@link #MOST_TRIES} times
 *                    ▼  │
 *                 released ──tries used up──▶ failed ──the request again──▶ pending
 * </pre>
 */
@Singleton
final class OperationRunner {
    static final int MOST_TRIES = 8;
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(OperationRunner.class);

    private final OwnerDatabase database;
    private final Operations operations;
    private final ProvisioningSteps provisioning;
    private final SuspensionSteps suspension;
    private final OffboardingSteps offboarding;
    private final HubMetrics metrics;
    private final Clock clock;

    OperationRunner(
            OwnerDatabase database,
            Operations operations,
            ProvisioningSteps provisioning,
            SuspensionSteps suspension,
            OffboardingSteps offboarding,
            HubMetrics metrics,
            Clock clock) {
        this.database = database;
        this.operations = operations;
        this.provisioning = provisioning;
        this.suspension = suspension;
        this.offboarding = offboarding;
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
            if (lease.tries() > MOST_TRIES) {
                giveUp(lease);
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
        for (String step : lease.open()) {
            boolean last = step.equals(lease.open().getLast());
            database.transaction(connection -> {
                Operations.hold(connection, lease, step);
                steps(lease).run(step, connection, lease);
                Instant now = clock.instant();
                Operations.finishStep(connection, lease, step, now, now.plus(LEASE));
                if (last) {
                    Operations.succeed(connection, lease, now);
                }
                return last;
            });
        }
        LOG.infof("%s, %s: succeeded", lease.operation(), lease.kind().text());
        if (lease.kind() == OperationKind.PROVISION) {
            metrics.provisioned(Duration.between(lease.createdAt(), clock.instant()));
        }
    }

    private void giveUp(Lease lease) {
        String error = database.transaction(connection -> {
            Operations.hold(connection, lease, lease.nextStep());
            String given = steps(lease).giveUp(connection, lease);
            Operations.fail(connection, lease, given, clock.instant());
            return given;
        });
        if (lease.kind() == OperationKind.PROVISION) {
            metrics.provisioningFailed();
        }
        LOG.errorf("%s, %s: %s", lease.operation(), lease.kind().text(), error);
    }

    private Steps steps(Lease lease) {
        return switch (lease.kind()) {
            case PROVISION -> provisioning;
            case SUSPEND, RESUME -> suspension;
            case OFFBOARD -> offboarding;
        };
    }
}
