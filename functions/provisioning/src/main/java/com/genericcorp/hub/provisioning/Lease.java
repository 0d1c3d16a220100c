package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import java.time.Instant;
import java.util.Set;

/**
 * The right to work on an operation until somebody takes a newer one.
 *
 * @param fence grows with every lease of the operation; writes under an older fence are refused
 * @param finished the steps that earlier workers finished
 */
record Lease(Id operation, TenantId tenant, String requestId, long fence, Instant createdAt, Set<String> finished) {
    Lease {
        finished = Set.copyOf(finished);
    }
}
