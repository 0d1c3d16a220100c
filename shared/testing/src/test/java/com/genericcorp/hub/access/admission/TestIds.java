package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import java.security.SecureRandom;
import java.time.Clock;

final class TestIds {
    private static final Ids IDS = new Ids(Clock.systemUTC(), new SecureRandom());

    private TestIds() {}

    /** A tenant that is nowhere. */
    static TenantId tenant() {
        return IDS.nextTenant();
    }
}
