package com.genericcorp.hub.access.limit;

import com.genericcorp.hub.access.limit.Verdict.Over;
import com.genericcorp.hub.access.limit.Verdict.Within;
import com.genericcorp.hub.ids.TenantId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;

/**
 * What this instance itself let through for each tenant, by the same rule as in Redis: the running minute and the sixty
 * before. It limits while Redis is away, and tells a Redis that lost its memory what it cannot know.
 */
public final class OwnHours {
    private static final int MOST_TENANTS = 10_000;

    private final Clock clock;
    private final double share;
    private final Cache<TenantId, Hours> tenants = Caffeine.newBuilder()
            .maximumSize(MOST_TENANTS)
            .expireAfterAccess(Duration.ofMinutes(Window.MINUTES + 1))
            .build();

    /** @param share the part of a tenant's limit that this instance gives out by itself; of every limit at least 1 */
    public OwnHours(Clock clock, double share) {
        this.clock = clock;
        this.share = share;
    }

    /** Counts a request that Redis let through. */
    public void add(TenantId tenant) {
        long minute = minute();
        Hours hours = hours(tenant);
        synchronized (hours) {
            hours.all.add(minute);
        }
    }

    /** How many this instance let through within the window: at least so many were let through at all. */
    public long count(TenantId tenant) {
        Hours hours = tenants.getIfPresent(tenant);
        if (hours == null) {
            return 0;
        }
        synchronized (hours) {
            return hours.all.sum(minute());
        }
    }

    /** Seconds until this instance has let through fewer than {@code quota} within the window; at least 1. */
    public long secondsUntilBelow(TenantId tenant, long quota) {
        Hours hours = hours(tenant);
        synchronized (hours) {
            return secondsUntil(hours.all.minuteBelow(quota, minute()));
        }
    }

    /** Lets a request through, or not, without Redis; counts it in the first case. */
    public Verdict charge(TenantId tenant, long requestsPerHour) {
        Policy policy = Policy.hourly(requestsPerHour);
        long ownQuota = Math.max(1, (long) (requestsPerHour * share));
        long minute = minute();
        Hours hours = hours(tenant);
        synchronized (hours) {
            long left = Math.min(ownQuota - hours.withoutRedis.sum(minute), requestsPerHour - hours.all.sum(minute));
            if (left < 1) {
                return new Over(
                        policy,
                        Math.max(
                                secondsUntil(hours.withoutRedis.minuteBelow(ownQuota, minute)),
                                secondsUntil(hours.all.minuteBelow(requestsPerHour, minute))));
            }
            hours.withoutRedis.add(minute);
            hours.all.add(minute);
            return new Within(policy, left - 1, secondsUntil(hours.withoutRedis.oldest(minute)));
        }
    }

    private Hours hours(TenantId tenant) {
        return tenants.get(tenant, ignored -> new Hours());
    }

    private long minute() {
        return Math.floorDiv(clock.millis(), 60_000);
    }

    /** Seconds until what was counted in {@code minute} has left the window. */
    private long secondsUntil(long minute) {
        long millis = (minute + Window.MINUTES) * 60_000 - clock.millis();
        return Math.max(1, Math.ceilDiv(millis, 1000));
    }

    private static final class Hours {
        private final Window all = new Window();
        private final Window withoutRedis = new Window();
    }
}
