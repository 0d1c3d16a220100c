package com.genericcorp.hub.usage;

import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.access.redis.Reply;
import com.genericcorp.hub.ids.TenantId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The admitted requests that Redis has counted for a tenant; see {@code admit.lua}.
 *
 * @param epoch the life of Redis's memory that they were counted in; empty: there are no counts
 * @param byMinute minutes since 1970, and the requests of each, of the last two days with any
 */
public record RequestCounts(String epoch, NavigableMap<Long, Long> byMinute) {
    public static final RequestCounts NONE = new RequestCounts("", new TreeMap<>());

    private static final String EPOCH = "epoch";
    private static final int SECONDS = 60;
    /** Redis removes minutes by their number, so those of a tenant with few may be very old. They are long counted. */
    private static final long KEPT_MINUTES = 2 * 24 * 60;

    public RequestCounts {
        NavigableMap<Long, Long> all = new TreeMap<>(byMinute);
        byMinute = Collections.unmodifiableNavigableMap(
                all.isEmpty() ? all : all.tailMap(all.lastKey() - KEPT_MINUTES, true));
        if (epoch.isEmpty() && !byMinute.isEmpty()) {
            throw new IllegalArgumentException("counts of no epoch");
        }
    }

    /** What Redis holds now, of the last day and more; none when Redis is away. */
    public static RequestCounts read(RedisCalls redis, TenantId tenant) {
        return switch (redis.send(Command.HGETALL, RedisKeys.requests(tenant))) {
            case Reply.Answer answer -> of(answer.value());
            case Reply.Away away -> NONE;
        };
    }

    static Request askForAll(TenantId tenant) {
        return Request.cmd(Command.HGETALL).arg(RedisKeys.requests(tenant));
    }

    static Request askFor(TenantId tenant, List<Long> minutes) {
        Request request =
                Request.cmd(Command.HMGET).arg(RedisKeys.requests(tenant)).arg(EPOCH);
        minutes.forEach(request::arg);
        return request;
    }

    /** Reads the answer to {@link #askFor}. */
    static RequestCounts of(List<Long> minutes, Response values) {
        NavigableMap<Long, Long> counts = new TreeMap<>();
        for (int i = 0; i < minutes.size(); i++) {
            Response value = values.get(i + 1);
            if (value != null) {
                counts.put(minutes.get(i), value.toLong());
            }
        }
        return values.get(0) == null ? NONE : new RequestCounts(values.get(0).toString(), counts);
    }

    /** Reads the answer to {@link #askForAll}. */
    static RequestCounts of(@Nullable Response hash) {
        if (hash == null) {
            return NONE;
        }
        String epoch = "";
        NavigableMap<Long, Long> counts = new TreeMap<>();
        for (String field : hash.getKeys()) {
            if (field.equals(EPOCH)) {
                epoch = hash.get(field).toString();
            } else {
                counts.put(Long.valueOf(field), hash.get(field).toLong());
            }
        }
        return epoch.isEmpty() ? NONE : new RequestCounts(epoch, counts);
    }

    public static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS);
    }

    public static Instant time(long minute) {
        return Instant.ofEpochSecond(minute * SECONDS);
    }

    /** The minutes as an argument of {@link FreshUsage#SQL}. */
    public String[] minutes() {
        return texts(byMinute.keySet());
    }

    /** The requests of each of {@link #minutes}. */
    public String[] quantities() {
        return texts(byMinute.values());
    }

    private static String[] texts(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).toArray(String[]::new);
    }

    /** The requests of {@code minute}. */
    public long in(long minute) {
        return byMinute.getOrDefault(minute, 0L);
    }
}
