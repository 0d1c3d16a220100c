package com.genericcorp.hub.access;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.access.redis.Reply;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import io.vertx.redis.client.Command;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * Makes the instances forget what they keep in Redis, right after a change was committed. Best effort: no method throws,
 * each returns whether Redis took it. Where it did not, what is kept there ends by itself within 60 seconds.
 *
 * <p>A record that changed is not removed but replaced, for a few seconds, by the word to ask PostgreSQL and keep nothing:
 * somebody may have read the row before the change and be about to keep it.
 */
@Singleton
public final class AccessCache {
    private static final String ASK_POSTGRES = "!";
    /** Longer than {@link #LONGEST_FILL} and any budget for Redis together. */
    private static final Duration ASKED = Duration.ofSeconds(10);
    /** Twice as long as any instance keeps a route. */
    private static final Duration VERSION_KEPT = Duration.ofSeconds(60);
    /** Who read a row longer ago must not keep it any more. */
    public static final Duration LONGEST_FILL = Duration.ofSeconds(5);

    private final RedisCalls redis;
    private final SecureRandom random;

    public AccessCache(RedisCalls redis, SecureRandom random) {
        this.redis = redis;
        this.random = random;
    }

    /** After a key was revoked, rotated or changed in any other way. */
    public boolean forgetKey(TenantId tenant, byte[] hash) {
        return set(RedisKeys.key(tenant, hash), ASK_POSTGRES, ASKED);
    }

    /** After the tenant's plan, limits, slug or status changed; connections keep the tenant's status too. */
    public boolean forgetTenant(TenantId tenant) {
        return set(RedisKeys.tenant(tenant), ASK_POSTGRES, ASKED);
    }

    /** After a connection, its secrets, or the status or ingest limits of its tenant changed. */
    public boolean forgetConnection(Id connection) {
        return set(RedisKeys.routeVersion(connection), Long.toHexString(random.nextLong()), VERSION_KEPT);
    }

    /** Deletes everything of a tenant that is no more. */
    public boolean purge(TenantId tenant, Collection<byte[]> keyHashes, Collection<Id> connections) {
        String[] keys = Stream.concat(
                        Stream.of(RedisKeys.tenant(tenant), RedisKeys.requests(tenant)),
                        keyHashes.stream().map(hash -> RedisKeys.key(tenant, hash)))
                .toArray(String[]::new);
        boolean taken = taken(redis.send(Command.DEL, keys));
        for (Id connection : connections) {
            taken &= taken(redis.send(Command.DEL, RedisKeys.ingest(connection)));
            taken &= forgetConnection(connection);
        }
        return taken;
    }

    private boolean set(String key, String value, Duration kept) {
        return taken(redis.send(Command.SET, key, value, "PX", Long.toString(kept.toMillis())));
    }

    private static boolean taken(Reply reply) {
        return reply instanceof Reply.Answer;
    }
}
