package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.provisioning.export.NoExports;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.telemetry.HubMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;

/** The function's own worker, put together as its container does, for the bench: its classes are the package's alone. */
public final class ProvisioningDoor {
    private final OperationRunner runner;

    public ProvisioningDoor(
            OwnerDatabase database, RedisCalls redis, Secrets secrets, Ids ids, SecureRandom random, Clock clock) {
        TenantSchema schema = new TenantSchema(TenantScripts.packaged());
        SystemAudit audit = new SystemAudit(ids, clock);
        TenantCaches caches = new TenantCaches(new AccessCache(redis, random));
        this.runner = new OperationRunner(
                database,
                new Operations(database),
                new ProvisioningSteps(schema, secrets, ids, random, clock, audit),
                new SuspensionSteps(caches),
                new OffboardingSteps(caches, new LastUsage(redis, clock), NoExports.export(), schema, audit),
                new HubMetrics(new SimpleMeterRegistry()),
                clock);
    }

    /** What the function does with a message of its queue. */
    public void run(Id operation) {
        runner.run(operation);
    }
}
