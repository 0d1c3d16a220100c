package com.genericcorp.hub.metering;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.usage.Flush;
import com.genericcorp.hub.usage.Flush.Outcome;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/** What is done each minute: Redis's counts are flushed, and every fifth minute the tenants are dispatched. */
@Singleton
final class Minute {
    private static final Logger LOG = Logger.getLogger(Minute.class);
    private static final int DISPATCH_EVERY = 5;

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
        try {
            flush(due, now);
        } finally {
            if (now.atOffset(ZoneOffset.UTC).getMinute() % DISPATCH_EVERY == 0) {
                dispatch.send(due);
            }
        }
    }

    /** What cannot be flushed now is by the next tick. */
    private void flush(List<Due> due, Instant now) {
        Outcome outcome = new Flush(database.asMetering(), redis, now)
                .run(due.stream().map(Due::tenant).toList());
        if (outcome.unread() > 0) {
            LOG.warnf("Redis did not tell the counts of %d tenants; the next flush asks again", outcome.unread());
        }
        if (outcome.lost() > 0) {
            LOG.warnf("Redis has lost requests of %d tenants; the hours are estimated", outcome.lost());
            metrics.usageGaps(outcome.lost());
        }
    }
}
