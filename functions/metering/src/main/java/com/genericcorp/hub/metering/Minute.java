package com.genericcorp.hub.metering;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.usage.Flush;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is done each minute: Redis's counts are flushed, and every fifth minute the tenants are dispatched. */
@Singleton
final class Minute {
    private static final Logger LOG = Logger.getLogger(Minute.class);
    private static final int DISPATCH_EVERY = 5;
    /** Tenants whose counts are read and written together. */
    private static final int TENANTS_AT_ONCE = 200;

    private final TenantDatabase database;
    private final RedisCalls redis;
    private final Work work;
    private final Dispatch dispatch;
    private final HubMetrics metrics;
    private final Clock clock;

    Minute(TenantDatabase database, RedisCalls redis, Work work, Dispatch dispatch, HubMetrics metrics, Clock clock) {
        this.database = database;
        this.redis = redis;
        this.work = work;
        this.dispatch = dispatch;
        this.metrics = metrics;
        this.clock = clock;
    }

    void tick() {
        Instant now = clock.instant();
        List<Due> due = work.due();
        metrics.meteringLag(Work.lag(due, now));
        flush(due, now);
        if (now.atOffset(ZoneOffset.UTC).getMinute() % DISPATCH_EVERY == 0) {
            dispatch.send(due);
        }
    }

    /** What cannot be flushed now is by the next tick, and what is too much for one tick loses nothing by waiting. */
    void flush(List<Due> due, Instant now) {
        List<TenantId> tenants = due.stream().map(Due::tenant).toList();
        for (int from = 0; from < tenants.size(); from += TENANTS_AT_ONCE) {
            List<TenantId> some = tenants.subList(from, Math.min(from + TENANTS_AT_ONCE, tenants.size()));
            Optional<Integer> lost = new Flush(database.asMetering(), redis, now).run(some);
            if (lost.isEmpty()) {
                LOG.warn("Redis is away; its counts are flushed once it is back");
                return;
            }
            lost.filter(count -> count > 0).ifPresent(count -> {
                LOG.warnf("Redis has lost requests of %d tenants; the hours are estimated", count);
                metrics.usageGaps(count);
            });
        }
    }
}
