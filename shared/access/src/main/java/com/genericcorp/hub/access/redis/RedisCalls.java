package com.genericcorp.hub.access.redis;

import com.genericcorp.hub.access.redis.Reply.Answer;
import com.genericcorp.hub.access.redis.Reply.Away;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.RedisFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls to Redis that end within their budget, whatever Redis does. All threads share one connection, on which commands
 * follow each other without waiting for answers. After a few failures in a row no call waits any more; one a second
 * probes, and Redis is back as soon as a probe is answered within the budget.
 */
@Singleton
public final class RedisCalls {
    private static final Logger LOG = Logger.getLogger(RedisCalls.class);
    /** A cold start connects, loads classes and sends the scripts: no sign of a Redis that is away. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(1);

    private static final int AT_ONCE = 500;

    private final Redis redis;
    private final long budgetNanos;
    private final HubMetrics metrics;
    private final Breaker breaker = new Breaker(System::nanoTime);
    private final AtomicReference<@Nullable Future<RedisConnection>> connection = new AtomicReference<>();
    private volatile boolean everAnswered;

    @Inject
    RedisCalls(Redis redis, RedisConfig config, HubMetrics metrics) {
        this(redis, config.budget(), metrics);
    }

    public RedisCalls(Redis redis, Duration budget, HubMetrics metrics) {
        this.redis = redis;
        this.budgetNanos = budget.toNanos();
        this.metrics = metrics;
    }

    /** Whether calls are not even tried. */
    public boolean degraded() {
        return breaker.isOpen();
    }

    /** Runs {@code script}; all keys that it touches are among {@code keys}, and all of one slot. */
    public Reply run(Script script, List<String> keys, List<String> arguments) {
        return within(connected -> connected
                .send(request(Command.EVALSHA, script.sha1(), keys, arguments))
                .recover(failure -> failure instanceof ErrorType error && error.is("NOSCRIPT")
                        ? connected.send(request(Command.EVAL, script.text(), keys, arguments))
                        : Future.failedFuture(failure)));
    }

    public Reply send(Command command, String... arguments) {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return within(connected -> connected.send(request));
    }

    /**
     * Sends all of {@code requests}, none waiting for another's answer; every {@link #AT_ONCE} of them have the budget of
     * one call.
     *
     * @return whether Redis took every one
     */
    public boolean sendAll(List<Request> requests) {
        return askAll(requests).isPresent();
    }

    /**
     * As {@link #sendAll}.
     *
     * @return the answers in the order of {@code requests}; empty when Redis did not take every one
     */
    public Optional<List<@Nullable Response>> askAll(List<Request> requests) {
        List<@Nullable Response> answers = new ArrayList<>(requests.size());
        for (int from = 0; from < requests.size(); from += AT_ONCE) {
            List<Request> some = requests.subList(from, Math.min(from + AT_ONCE, requests.size()));
            List<@Nullable Response> answered = new ArrayList<>(some.size());
            Reply reply = within(connected -> connected.batch(some).<@Nullable Response>map(all -> {
                answered.addAll(all);
                return all.getLast();
            }));
            if (!(reply instanceof Answer)) {
                return Optional.empty();
            }
            answers.addAll(answered);
        }
        return Optional.of(answers);
    }

    private static Request request(Command command, String script, List<String> keys, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    private Reply within(Call call) {
        if (breaker.isOpen()) {
            if (breaker.mayProbe()) {
                probe();
            }
            metrics.redisFailed(RedisFailure.AWAY);
            return new Away(false);
        }
        long start = System.nanoTime();
        long end = start + (everAnswered ? budgetNanos : Math.max(budgetNanos, FIRST_ANSWER.toNanos()));
        boolean sent = false;
        try {
            RedisConnection connected = await(connection(), end);
            sent = true;
            Answer answer = new Answer(await(call.on(connected), end));
            everAnswered = true;
            breaker.succeeded();
            metrics.redisAnswered(System.nanoTime() - start);
            return answer;
        } catch (ExecutionException e) {
            // What Redis answers with an error was not done.
            metrics.redisFailed(RedisFailure.ERROR);
            return away(String.valueOf(e.getCause()), sent && !(e.getCause() instanceof ErrorType));
        } catch (TimeoutException e) {
            metrics.redisFailed(RedisFailure.TIME_OUT);
            return away("no answer in time", sent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Away(sent);
        }
    }

    private Away away(String reason, boolean perhapsDone) {
        if (breaker.failed()) {
            LOG.warnf("Redis is away, going on without: %s", reason);
            leave();
        } else {
            LOG.debugf("Redis failed: %s", reason);
        }
        return new Away(perhapsDone);
    }

    /** A server that lost its rank takes no writes and still answers: only another connection finds the new primary. */
    private void leave() {
        Future<RedisConnection> current = connection.get();
        if (current != null) {
            current.onSuccess(connected -> connected.send(Request.cmd(Command.QUIT)));
        }
    }

    private void probe() {
        connection().onSuccess(connected -> {
            long start = System.nanoTime();
            connected.send(Request.cmd(Command.PING)).onSuccess(pong -> {
                if (System.nanoTime() - start <= budgetNanos && breaker.succeeded()) {
                    LOG.info("Redis is back");
                }
            });
        });
    }

    /** The one connection, opened by whoever needs it first and again after it ended. */
    private Future<RedisConnection> connection() {
        Future<RedisConnection> current = connection.get();
        if (current != null) {
            return current;
        }
        Promise<RedisConnection> promise = Promise.promise();
        Future<RedisConnection> opening = promise.future();
        if (!connection.compareAndSet(null, opening)) {
            return connection();
        }
        redis.connect()
                .onSuccess(connected -> {
                    // Back to the pool, which drops a connection that has ended.
                    connected.endHandler(ignored -> forget(opening, connected));
                    connected.exceptionHandler(ignored -> forget(opening, connected));
                    promise.complete(connected);
                })
                .onFailure(failure -> {
                    connection.compareAndSet(opening, null);
                    promise.fail(failure);
                });
        return opening;
    }

    private void forget(Future<RedisConnection> opening, RedisConnection connected) {
        if (connection.compareAndSet(opening, null)) {
            connected.close();
        }
    }

    private static <T extends @Nullable Object> T await(Future<T> future, long end)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    @FunctionalInterface
    private interface Call {
        Future<@Nullable Response> on(RedisConnection connected);
    }
}
