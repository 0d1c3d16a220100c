package com.genericcorp.hub.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.embedded.RedisServer;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.usage.Flush;
import com.genericcorp.hub.usage.Flush.Outcome;
import com.genericcorp.hub.usage.RequestCounts;
import com.genericcorp.hub.usage.RollUp;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis's counts on their way to PostgreSQL, and a Redis that loses them. */
class FlushIT {
    private static final Instant START = Instant.parse("2026-05-05T10:20:30Z");
    private static final String HOUR = "hour 2026-05-05T10:00:00Z api_requests ";

    private static final Outcome NOTHING_LOST = new Outcome(0, 0);
    private static final Outcome ONE_LOST = new Outcome(1, 0);

    private final Rig rig = new Rig(START);
    private final RedisServer server = TestServers.shared().startRedis();
    private final RedisCalls redis = Rig.redis(server.url());
    private final TenantId tenant = rig.tenant();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bringsWhatRedisCountedAndNothingTwice() {
        admit(5);
        assertThat(flush()).isEqualTo(NOTHING_LOST);
        rig.clock.advance(Duration.ofMinutes(1));
        admit(3);
        assertThat(flush()).isEqualTo(NOTHING_LOST);
        assertThat(flush()).isEqualTo(NOTHING_LOST);

        rig.rollUp(tenant);

        assertThat(rig.stored(tenant)).containsEntry(HOUR, 8L).hasSize(3);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void sideBySideItBringsTheSame() {
        admit(20);

        IntStream.range(0, 8)
                .mapToObj(n -> CompletableFuture.supplyAsync(this::flush))
                .toList()
                .forEach(each -> assertThat(each.join()).isEqualTo(NOTHING_LOST));

        rig.rollUp(tenant);
        assertThat(rig.stored(tenant)).containsEntry(HOUR, 20L);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void whatWaitedLongForItIsStillBrought() {
        admit(1);
        flush();
        for (int minute = 0; minute < 40; minute++) {
            rig.clock.advance(Duration.ofMinutes(1));
            admit(2);
        }

        assertThat(flush()).isEqualTo(NOTHING_LOST);

        rig.rollUp(tenant);
        assertThat(rig.stored(tenant)).containsEntry("day 2026-05-05T00:00:00Z api_requests ", 81L);
    }

    @Test
    void aRedisEmptiedInMidWindowCostsTheUnflushedAndSaysSo() {
        admit(10);
        flush();
        rig.clock.advance(Duration.ofSeconds(30));
        admit(3);
        redis.send(Command.FLUSHALL);
        admit(4);
        rig.clock.advance(Duration.ofSeconds(30));

        assertThat(flush()).isEqualTo(ONE_LOST);

        rig.rollUp(tenant);
        // Of 17 the three that nobody had flushed are missing.
        assertThat(rig.stored(tenant)).containsEntry(HOUR, 14L);
        assertThat(gaps()).containsExactly("redis_lost_counts " + START + " " + START.plusSeconds(60));
        assertThat(estimated()).containsExactly("day", "hour", "month");
        assertThat(flush()).isEqualTo(NOTHING_LOST);
        assertThat(gaps()).hasSize(1);
    }

    @Test
    void aLossWithoutARequestAfterItIsNoticedOnce() {
        admit(10);
        flush();
        redis.send(Command.FLUSHALL);
        rig.clock.advance(Duration.ofMinutes(1));

        assertThat(flush()).isEqualTo(ONE_LOST);
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(flush()).isEqualTo(NOTHING_LOST);

        rig.rollUp(tenant);
        assertThat(rig.stored(tenant)).containsEntry(HOUR, 10L);
    }

    @Test
    void aReplicaWithOlderCountsDoublesNothing() {
        admit(10);
        flush();
        rig.clock.advance(Duration.ofSeconds(10));
        // The same life of the memory, four requests earlier.
        redis.send(Command.HSET, RedisKeys.requests(tenant), Long.toString(RequestCounts.minute(START)), "6");
        admit(1);
        rig.clock.advance(Duration.ofSeconds(10));

        assertThat(flush()).isEqualTo(ONE_LOST);

        rig.rollUp(tenant);
        assertThat(rig.stored(tenant)).containsEntry(HOUR, 10L);
        assertThat(estimated()).containsExactly("day", "hour", "month");
        admit(2);
        assertThat(flush()).isEqualTo(NOTHING_LOST);
    }

    /** The running minute looks as if nothing had happened; the one before it tells. */
    @Test
    void aReplicaThatCaughtUpIsFoundByTheMinutesBefore() {
        admit(10);
        rig.clock.advance(Duration.ofMinutes(1));
        admit(5);
        flush();
        redis.send(Command.HSET, RedisKeys.requests(tenant), Long.toString(RequestCounts.minute(START)), "7");
        admit(5);
        rig.clock.advance(Duration.ofSeconds(20));

        flush();
        flush();

        rig.rollUp(tenant);
        assertThat(rig.stored(tenant)).containsEntry(HOUR, 20L);
        assertThat(gaps()).containsExactly("redis_lost_counts 2026-05-05T10:20:00Z 2026-05-05T10:20:59Z");
        assertThat(estimated()).containsExactly("day", "hour", "month");
    }

    /** Redis removes them by number alone, so a nightly job's may be months old: their rows are long gone. */
    @Test
    void minutesOfLongAgoAreNotBroughtAgain() {
        admit(1);
        redis.send(
                Command.HSET,
                RedisKeys.requests(tenant),
                Long.toString(RequestCounts.minute(START.minus(Duration.ofDays(3)))),
                "50");

        flush();

        rig.rollUp(tenant);
        assertThat(rig.stored(tenant)).containsValue(1L).hasSize(3);
        assertThat(RequestCounts.read(redis, tenant).byMinute()).hasSize(1);
    }

    @Test
    void manyTenantsAreFlushedInGroups() {
        List<TenantId> tenants =
                IntStream.range(0, 20).mapToObj(n -> rig.tenant()).toList();
        tenants.forEach(each -> Admitted.admit(redis, each, START, 2));

        assertThat(new Flush(rig.database.asMetering(), redis, START).run(tenants))
                .isEqualTo(NOTHING_LOST);

        tenants.forEach(rig::rollUp);
        assertThat(tenants).allSatisfy(each -> assertThat(rig.stored(each)).containsEntry(HOUR, 2L));
    }

    @Test
    void countsThatEndUnusedAreNoLoss() {
        admit(10);
        flush();
        rig.clock.advance(Duration.ofDays(2).plusSeconds(60));
        redis.send(Command.DEL, RedisKeys.requests(tenant));

        assertThat(flush()).isEqualTo(NOTHING_LOST);

        assertThat(gaps()).isEmpty();
    }

    @Test
    void withoutRedisNothingIsWrittenAndNoHourIsComplete() {
        admit(1);
        flush();
        rig.rollUp(tenant);
        rig.clock.advance(Duration.ofHours(2));
        server.stop();

        assertThat(flush()).isEqualTo(new Outcome(0, 1));

        rig.rollUp(tenant);
        assertThat(completeTo()).isEqualTo(START.minusSeconds(60));
    }

    @Test
    void anHourIsCompleteOnceItsRequestsAreFlushed() {
        admit(1);
        rig.clock.advance(Duration.ofHours(1));
        flush();

        rig.rollUp(tenant);

        assertThat(completeTo()).isEqualTo(START.plus(Duration.ofMinutes(59)));
    }

    @Test
    void theLiveReadAddsWhatOnlyRedisKnows() {
        admit(5);
        flush();
        rig.rollUp(tenant);
        admit(2);

        assertThat(rig.live(tenant, RequestCounts.read(redis, tenant))).containsEntry(HOUR, 7L);
        flush();
        assertThat(rig.live(tenant, RequestCounts.read(redis, tenant))).containsEntry(HOUR, 7L);
        rig.rollUp(tenant);
        assertThat(rig.live(tenant, RequestCounts.read(redis, tenant))).containsEntry(HOUR, 7L);
    }

    /** The watermark itself is another worker's, who was faster between this one's look at it and its lock. */
    @Test
    void whoWaitedForTheWatermarkGoesOnFromWhereItThenIs() {
        rig.event(tenant, START, "github");
        List<CompletableFuture<Long>> workers = IntStream.range(0, 6)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> rig.database
                        .transaction(tenant, s -> RollUp.count(s, tenant, START, 10))
                        .rows()))
                .toList();

        assertThat(workers.stream().mapToLong(CompletableFuture::join).sum()).isLessThanOrEqualTo(1);
        rig.rollUp(tenant);
        assertThat(rig.stored(tenant)).containsEntry("hour 2026-05-05T10:00:00Z events_ingested github", 1L);
    }

    private void admit(int requests) {
        Admitted.admit(redis, tenant, rig.clock.instant(), requests);
    }

    private Outcome flush() {
        return new Flush(rig.database.asMetering(), redis, rig.clock.instant()).run(List.of(tenant));
    }

    private List<String> gaps() {
        return rig.database
                .as(tenant)
                .list(
                        row -> row.getString("cause") + " "
                                + row.getObject("gap_from", OffsetDateTime.class)
                                        .toInstant() + " "
                                + row.getObject("gap_to", OffsetDateTime.class).toInstant(),
                        "select cause, gap_from, gap_to from public.usage_gaps order by gap_from");
    }

    private List<String> estimated() {
        return rig.database
                .as(tenant)
                .list(
                        row -> row.getString("width"),
                        "select width from public.usage_windows where estimated order by width");
    }

    private Instant completeTo() {
        return rig.database
                .as(tenant)
                .find(
                        row -> row.getObject("complete_to", OffsetDateTime.class)
                                .toInstant(),
                        "select complete_to from public.usage_watermarks")
                .orElseThrow();
    }
}
