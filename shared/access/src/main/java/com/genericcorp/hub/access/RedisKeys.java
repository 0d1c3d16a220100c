package com.genericcorp.hub.access;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import java.util.HexFormat;

/** What Redis holds of tenants and connections. The braces put all keys of one into one slot of a cluster. */
public final class RedisKeys {
    private RedisKeys() {}

    /** Who the tenant is and what it may do. */
    public static String tenant(TenantId tenant) {
        return of(tenant, "tenant");
    }

    /** Its admitted requests by the minute: the rate limit and the meter are one count. */
    public static String requests(TenantId tenant) {
        return of(tenant, "requests");
    }

    /** An API key, by the SHA-256 of it. */
    public static String key(TenantId tenant, byte[] hash) {
        return of(tenant, "key:" + HexFormat.of().formatHex(hash));
    }

    /** The pace of a connection's webhooks. */
    public static String ingest(Id connection) {
        return "{" + connection + "}:ingest";
    }

    /** Changes whenever the connection's route has changed. */
    public static String routeVersion(Id connection) {
        return "{" + connection + "}:version";
    }

    /** The look-ups from one address that found nobody. */
    public static String lookUps(String source) {
        return "look-ups:" + source;
    }

    /** The pace of an operator's requests. */
    public static String operator(String subject) {
        return "operator:" + subject;
    }

    private static String of(TenantId tenant, String what) {
        return "{" + tenant.characters() + "}:" + what;
    }
}
