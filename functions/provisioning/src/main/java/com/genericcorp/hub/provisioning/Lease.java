package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.OperationKind;
import java.time.Instant;
import java.util.Set;

/**
 * The right to work on an operation until somebody takes a newer one.
 *
 * @param fence grows with every lease of the operation; writes under an older fence are refused
 * @param tries how many leases there were, this one included, since somebody asked for the operation
 * @param finished the steps that earlier workers finished
 */
record Lease(
        Id operation,
        OperationKind kind,
        TenantId tenant,
        String requestId,
        long fence,
        long tries,
        Instant createdAt,
        Set<String> finished) {
    Lease {
        finished = Set.copyOf(finished);
    }

    /** The first step that nobody finished before this lease. */
    String nextStep() {
        return kind.steps().stream()
                .filter(step -> !finished.contains(step))
                .findFirst()
                .orElseThrow();
    }
}
