package com.genericcorp.hub.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** As {@link HubServers}, with a {@link BreakingProxy} before PostgreSQL and no pooler. */
public final class BreakableServers implements QuarkusTestResourceLifecycleManager {
    private static final BreakingProxy PROXY = proxyOf(TestServers.shared());

    public static BreakingProxy proxy() {
        return PROXY;
    }

    @Override
    public Map<String, String> start() {
        TestServers servers = TestServers.shared();
        Map<String, String> config = new HashMap<>(new HubServers().start());
        config.put(
                "hub.database.url",
                servers.postgres().jdbcUrl().replace(":" + servers.postgres().port() + "/", ":" + PROXY.port() + "/"));
        return config;
    }

    @Override
    public void stop() {
        // The servers outlive the application: another test class of this JVM uses them next.
    }

    private static BreakingProxy proxyOf(TestServers servers) {
        // A role may end its own sessions, whatever else it may not.
        Backends backends =
                new Backends(TestPools.application(servers.postgres().jdbcUrl(), 1));
        return new BreakingProxy(servers.postgres().port(), backends);
    }
}
