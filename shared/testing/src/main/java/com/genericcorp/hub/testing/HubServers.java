package com.genericcorp.hub.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Points a {@code @QuarkusTest} at {@link TestServers}. What the same tests shall run through can be chosen from outside:
 * {@code -Dhub.test.act-as=transaction}, {@code -Dhub.test.pool-size=1}, {@code -Dhub.test.pgbouncer=<server
 * connections>}.
 */
public final class HubServers implements QuarkusTestResourceLifecycleManager {
    public static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Override
    public Map<String, String> start() {
        TestServers servers = TestServers.shared();
        Map<String, String> config = new HashMap<>(Map.of(
                "hub.database.url", applicationUrl(servers),
                "hub.database.user", "hub_api",
                "hub.database.password", TestServers.LOGIN_PASSWORD,
                "hub.database.owner.url", servers.postgres().jdbcUrl(),
                "hub.database.owner.user", servers.postgres().ownerUser(),
                "hub.database.owner.password", servers.postgres().ownerPassword(),
                "hub.redis.url", servers.redis().url(),
                "hub.sqs.endpoint", servers.queue().endpoint().toString(),
                "hub.master-key", MASTER_KEY));
        config.put("hub.export.directory", servers.exports().toString());
        config.put("hub.database.act-as", System.getProperty("hub.test.act-as", "pipelined"));
        // Far more than in production: that the machine is busy is no failure of Redis.
        config.put("hub.redis.budget", "5S");
        config.put("hub.database.pool-size", System.getProperty("hub.test.pool-size", "10"));
        // Some of these are read by expressions only, such as hub.redis.url, and belong to no mapping.
        config.put("smallrye.config.mapping.validate-unknown", "false");
        config.put("quarkus.sqs.aws.credentials.type", "static");
        config.put("quarkus.sqs.aws.credentials.static-provider.access-key-id", "test");
        config.put("quarkus.sqs.aws.credentials.static-provider.secret-access-key", "test");
        config.putAll(TestIssuers.shared().config());
        return config;
    }

    private static String applicationUrl(TestServers servers) {
        @Nullable Integer pooled = Integer.getInteger("hub.test.pgbouncer");
        return pooled == null
                ? servers.postgres().jdbcUrl()
                : servers.startPgBouncer(pooled).jdbcUrl();
    }

    @Override
    public void stop() {
        // The servers outlive the application: another test class of this JVM uses them next.
    }
}
