package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.usage.Flush;
import com.genericcorp.hub.usage.RollUp;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** The usage of a tenant that ends: counted to the last row, before the rows go. */
@Singleton
final class LastUsage {
    private static final Logger LOG = Logger.getLogger(LastUsage.class);

    private final RedisCalls redis;
    private final Clock clock;

    LastUsage(RedisCalls redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    void record(Connection connection, TenantId tenant) {
        flush(connection, tenant);
        RollUp.finish(Statements.on(connection, tenant), tenant, clock.instant());
    }

    /** Keeps what Redis counted; a Redis that is away holds up no end. */
    void flush(Connection connection, TenantId tenant) {
        Flush flush = new Flush(Statements.on(connection), redis, clock.instant());
        if (flush.run(List.of(tenant)).unread() > 0) {
            LOG.warnf("Redis is away; the last requests of %s may stay uncounted", tenant);
        }
    }
}
