package com.genericcorp.hub.testing;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.telemetry.HubMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;

/** Clients of Redis set up as in production, for tests without a container. Each is an instance of its own. */
public final class TestRedis implements AutoCloseable {
    /** Longer than production's: that the machine is busy is no failure of what most tests look at. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Shorter than production's, so that tests need not wait as long. */
    private static final int SILENCE_SECONDS = 2;

    private final Vertx vertx = Vertx.vertx();

    public RedisCalls calls(String url) {
        return calls(url, PATIENCE);
    }

    public RedisCalls calls(String url, Duration budget) {
        RedisOptions options = new RedisOptions()
                .setConnectionString(url)
                .setNetClientOptions(new NetClientOptions().setReadIdleTimeout(SILENCE_SECONDS));
        return new RedisCalls(Redis.createClient(vertx, options), budget, new HubMetrics(new SimpleMeterRegistry()));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
