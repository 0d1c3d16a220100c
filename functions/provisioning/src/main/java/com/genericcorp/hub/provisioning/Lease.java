package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.OperationKind;
import java.time.Instant;
import java.util.List;

/**
 * The right to work on an operation until somebody takes a newer one.
 *
 * @param fence grows with every lease of the operation; writes under an older fence are refused
 * @param tries how many leases there were, this one included, since somebody asked for the operation
 * @param open the steps that nobody has finished, in their order, as they were stored when the operation was asked for:
 *     another build may have other ones
 */
record Lease(
        Id operation,
        OperationKind kind,
        TenantId tenant,
        String requestId,
        long fence,
        long tries,
        Instant createdAt,
        List<String> open) {
    Lease {
        open = List.copyOf(open);
    }

    /** The first step that nobody finished before this lease. */
    String nextStep() {
        return open.getFirst();
    }
}
