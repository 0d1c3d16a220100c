package com.genericcorp.hub.secrets;

import com.genericcorp.hub.ids.TenantId;

/** Wraps tenants' data keys. The port behind which a local master key or a key management service stands. */
public interface KeyWrapping {

    /** The wrapped form of {@code dataKey}, bound to {@code tenant}: it unwraps for no other. */
    byte[] wrap(TenantId tenant, byte[] dataKey);

    /**
     * The data key that {@link #wrap} was given.
     *
     * @throws UnreadableSecretException for another tenant's key, another master key or damaged bytes
     */
    byte[] unwrap(TenantId tenant, byte[] wrapped);
}
