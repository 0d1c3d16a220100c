package com.genericcorp.hub.provisioning;

/** A newer lease exists: whoever holds it does the work, and this worker must not touch it any more. */
final class LeaseLostException extends RuntimeException {
    LeaseLostException(Lease lease) {
        super("lost the lease of " + lease.operation(), null, false, false);
    }
}
