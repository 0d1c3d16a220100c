package com.genericcorp.hub.metering;

import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.access.redis.Reply;
import com.genericcorp.hub.access.redis.Script;
import com.genericcorp.hub.ids.TenantId;
import java.time.Instant;
import java.util.List;

/** Requests of a tenant as Redis admits and counts them: by the very script. */
final class Admitted {
    private static final Script ADMIT =
            Script.read(RedisCalls.class, "/com/genericcorp/hub/access/admission/admit.lua");

    private Admitted() {}

    static void admit(RedisCalls redis, TenantId tenant, Instant at, int requests) {
        for (int i = 0; i < requests; i++) {
            Reply reply = redis.run(
                    ADMIT,
                    List.of(RedisKeys.tenant(tenant), RedisKeys.requests(tenant)),
                    List.of(
                            "epoch-" + System.nanoTime(),
                            "0",
                            "1000000 active slug",
                            "",
                            "60000",
                            "0",
                            Long.toString(at.toEpochMilli())));
            if (!(reply instanceof Reply.Answer)) {
                throw new AssertionError("Redis is away");
            }
        }
    }
}
