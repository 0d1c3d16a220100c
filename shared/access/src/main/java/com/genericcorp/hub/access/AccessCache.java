package com.genericcorp.hub.access;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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

    /** After keys were revoked, rotated or changed in any other way. */
    public boolean forgetKeys(TenantId tenant, Collection<byte[]> hashes) {
        return redis.sendAll(
                hashes.stream().map(hash -> asked(RedisKeys.key(tenant, hash))).toList());
    }

    /** After a connection, its secrets, or the status or ingest limits of its tenant changed. */
    public boolean forgetConnection(Id connection) {
        return redis.sendAll(List.of(newVersion(connection)));
    }

    /**
     * After the tenant's plan, limits, slug or status changed, which its connections' routes hold too.
     *
     * @param keyHashes of those of its keys that changed with it
     * @param connections all of them
     */
    public boolean forgetAll(TenantId tenant, Collection<byte[]> keyHashes, Collection<Id> connections) {
        List<Request> requests = new ArrayList<>();
        requests.add(asked(RedisKeys.tenant(tenant)));
        keyHashes.forEach(hash -> requests.add(asked(RedisKeys.key(tenant, hash))));
        connections.forEach(connection -> requests.add(newVersion(connection)));
        return redis.sendAll(requests);
    }

    /** Deletes everything of a tenant that is no more. */
    public boolean purge(TenantId tenant, Collection<byte[]> keyHashes, Collection<Id> connections) {
        List<Request> requests = new ArrayList<>();
        requests.add(deleted(RedisKeys.tenant(tenant)));
        requests.add(deleted(RedisKeys.requests(tenant)));
        keyHashes.forEach(hash -> requests.add(deleted(RedisKeys.key(tenant, hash))));
        for (Id connection : connections) {
            requests.add(deleted(RedisKeys.ingest(connection)));
            requests.add(newVersion(connection));
        }
        return redis.sendAll(requests);
    }

    private static Request asked(String key) {
        return set(key, ASK_POSTGRES, ASKED);
    }

    private Request newVersion(Id connection) {
        return set(RedisKeys.routeVersion(connection), Long.toHexString(random.nextLong()), VERSION_KEPT);
    }

    private static Request deleted(String key) {
        return Request.cmd(Command.DEL).arg(key);
    }

    private static Request set(String key, String value, Duration kept) {
        return Request.cmd(Command.SET).arg(key).arg(value).arg("PX").arg(kept.toMillis());
    }
}
