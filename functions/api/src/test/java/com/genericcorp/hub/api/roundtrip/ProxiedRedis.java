package com.genericcorp.hub.api.roundtrip;

import com.genericcorp.hub.testing.RedisProxy;
import com.genericcorp.hub.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Puts a proxy between the application and Redis. */
public final class ProxiedRedis implements QuarkusTestResourceLifecycleManager {
    private final RedisProxy proxy = new RedisProxy(TestServers.shared().redis().port());

    @Override
    public int order() {
        // After HubServers, which names Redis itself.
        return 10;
    }

    @Override
    public Map<String, String> start() {
        return Map.of("hub.redis.url", proxy.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(proxy, new TestInjector.AnnotatedAndMatchesType(Proxied.class, RedisProxy.class));
    }

    @Override
    public void stop() {
        proxy.close();
    }
}
