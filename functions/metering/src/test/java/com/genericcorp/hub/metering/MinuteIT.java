package com.genericcorp.hub.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.embedded.QueueServer;
import com.genericcorp.hub.embedded.RedisServer;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.messaging.QueueSender;
import com.genericcorp.hub.messaging.TenantsMessage;
import com.genericcorp.hub.telemetry.PassedOnTraces;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.TestServers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a tick does, with the queue and without it. */
class MinuteIT {
    private static final Instant FIFTH = Instant.parse("2026-05-05T10:25:00Z");
    private static final String QUEUE = "hub-metering";

    private final Rig rig = new Rig(FIFTH);
    private final RedisServer server = TestServers.shared().startRedis();
    private final RedisCalls redis = Rig.redis(server.url());
    private final QueueServer queue = QueueServer.start(List.of(QUEUE));
    private final SqsClient sqs = client(queue.endpoint());
    private final TenantUsage usage = rig.usage();

    /** Other tests' tenants would be counted too. */
    @BeforeEach
    void leaveTheOthersAlone() {
        rig.owner.transaction(
                connection -> Statements.on(connection).update("update public.tenants set status = 'offboarding'"));
    }

    @AfterEach
    void stop() {
        sqs.close();
        queue.close();
        server.close();
    }

    @Test
    void everyFifthMinuteTheTenantsGoOutInMessages() {
        TenantId first = rig.tenant();
        TenantId second = rig.tenant();
        rig.event(first, FIFTH.minusSeconds(10), "github");
        Admitted.admit(redis, second, FIFTH.minusSeconds(10), 3);

        minute(sqs).tick();

        List<List<TenantId>> messages = received();
        assertThat(messages.stream().flatMap(List::stream)).containsExactlyInAnyOrder(first, second);
        assertThat(rig.stored(first)).isEmpty();
        messages.forEach(usage::rollUp);
        assertThat(rig.stored(first)).containsValue(1L).hasSize(3);
        assertThat(rig.stored(second)).containsValue(3L).hasSize(3);
        assertThat(rig.rowsCounted()).isEqualTo(1);
    }

    @Test
    void betweenThemItFlushesOnly() {
        TenantId tenant = rig.tenant();
        Admitted.admit(redis, tenant, FIFTH, 3);
        rig.clock.advance(Duration.ofMinutes(1));

        minute(sqs).tick();

        assertThat(received()).isEmpty();
        assertThat(flushed(tenant)).isEqualTo(3);
    }

    @Test
    void aLostMessageComesAgainWithTheNextDispatch() {
        TenantId tenant = rig.tenant();
        rig.event(tenant, FIFTH, "github");
        minute(sqs).tick();
        assertThat(received()).hasSize(1);
        rig.clock.advance(Duration.ofMinutes(5));

        minute(sqs).tick();
        received().forEach(usage::rollUp);

        assertThat(rig.stored(tenant)).containsValue(1L);
    }

    @Test
    void withoutTheQueueTheTenantsAreCountedHere() {
        List<TenantId> tenants =
                IntStream.range(0, 3).mapToObj(n -> rig.tenant()).toList();
        tenants.forEach(tenant -> rig.event(tenant, FIFTH, "github"));
        queue.close();

        minute(sqs).tick();

        assertThat(tenants).allSatisfy(tenant -> assertThat(rig.stored(tenant)).containsValue(1L));
    }

    @Test
    void aTenantThatCannotBeCountedHoldsUpNoOther() {
        TenantId broken = rig.tenant();
        TenantId whole = rig.tenant();
        rig.owner.transaction(connection ->
                Statements.on(connection, broken).update("alter table {t}.events rename column tx to other"));
        rig.event(whole, FIFTH, "github");

        usage.rollUp(List.of(broken, whole));

        assertThat(rig.stored(whole)).containsValue(1L);
        assertThatThrownBy(() -> usage.rollUp(List.of(broken))).hasMessage("none of 1 tenants could be counted");
    }

    @Test
    void aTenantThatLeavesIsItsOffboardingsBusiness() {
        TenantId leaving = rig.tenant();
        rig.owner.transaction(connection -> {
            Statements statements = Statements.on(connection, leaving);
            statements.update("revoke usage on schema {t} from {t}");
            return statements.update("update public.tenants set status = 'offboarding' where id = ?", leaving.uuid());
        });

        usage.rollUp(List.of(leaving));

        assertThat(new Work(rig.database).due()).isEmpty();
    }

    @Test
    void whoeverWaitsForARecountComesFirstThenWhoWaitsTheLongest() {
        TenantId fresh = rig.tenant();
        TenantId old = rig.tenant();
        TenantId recounted = rig.tenant();
        usage.rollUp(List.of(old));
        rig.clock.advance(Duration.ofMinutes(1));
        usage.rollUp(List.of(fresh, recounted));
        rig.owner.transaction(connection -> Statements.on(connection)
                .update("""
                        insert into public.usage_recounts (tenant_role, tenant_id, recount_from, recount_to, requested_at)
                        values (?, ?, ?, ?, ?)
                        """, recounted.role(), recounted.uuid(), FIFTH.minusSeconds(1500), FIFTH, FIFTH));

        assertThat(new Work(rig.database).due()).extracting(Due::tenant).containsExactly(recounted, old, fresh);
    }

    /** By the order in which they are begun, not by the time that a busy machine takes. */
    @Test
    void aThousandTenantsAreNotLaterForOneWithAHundredTimesTheirTraffic() {
        List<TenantId> tenants =
                IntStream.range(0, 1_000).mapToObj(n -> rig.tenant()).toList();
        TenantId heavy = tenants.getFirst();
        tenants.forEach(tenant -> rig.database.as(tenant).update("""
                        insert into {t}.events (id, provider, provider_event, provider_delivery_id, type, time,
                          received_at, data)
                        select gen_random_uuid(), 'github', 'push', n::text, 'code.push', ?, ?, 'x'
                        from generate_series(1, ?) as n
                        """, FIFTH, FIFTH, tenant.equals(heavy) ? 1_000 : 10));
        weigh(heavy, 100_000);
        TenantUsage ordered = rig.usage(new CountingClock());

        Dispatch withoutQueue = new Dispatch(gone(), ordered);
        withoutQueue.send(new Work(rig.database).due());

        List<TenantId> order = byCompletion();
        assertThat(order).hasSize(1_000);
        // The last four are side by side.
        assertThat(order.indexOf(heavy)).isGreaterThanOrEqualTo(996);
        assertThat(rig.rowsCounted()).isEqualTo(999 * 10 + 1_000);
    }

    private QueueSender sender(SqsClient client) {
        return new QueueSender(client, () -> "hub-", new PassedOnTraces(), rig.metrics);
    }

    private Minute minute(SqsClient client) {
        return rig.minute(redis, usage, sender(client));
    }

    private QueueSender gone() {
        queue.close();
        return sender(sqs);
    }

    private List<List<TenantId>> received() {
        String url = sqs.getQueueUrl(request -> request.queueName(QUEUE)).queueUrl();
        List<List<TenantId>> received = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            for (Message message : some) {
                received.add(tenants(message.body()));
                sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        } while (!some.isEmpty());
        return received;
    }

    private static List<TenantId> tenants(String body) {
        try {
            return TenantsMessage.of(new ObjectMapper().readTree(body)).tenants();
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }

    private long flushed(TenantId tenant) {
        return rig.database
                .as(tenant)
                .find(row -> row.getLong("n"), "select coalesce(sum(quantity), 0) as n from public.usage_minutes")
                .orElseThrow();
    }

    private void weigh(TenantId tenant, long weight) {
        rig.owner.transaction(
                connection -> Statements.on(connection).update("""
                        insert into public.usage_watermarks
                          (tenant_role, tenant_id, counted_to, complete_to, reconciled_to, rolled_up_at, weight)
                        values (?, ?, '0', to_timestamp(0), ?, to_timestamp(0), ?)
                        """, tenant.role(), tenant.uuid(), FIFTH, weight));
    }

    private List<TenantId> byCompletion() {
        return rig.database.asMetering().list(row -> new TenantId(row.getObject("tenant_id", UUID.class)), """
                        select w.tenant_id from public.usage_watermarks w
                        join public.tenants t on t.id = w.tenant_id
                        where t.status = 'active' order by w.rolled_up_at
                        """);
    }

    private static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Every look at it is a second later than the one before. */
    private static final class CountingClock extends Clock {
        private final AtomicLong looks = new AtomicLong();

        @Override
        public Instant instant() {
            return FIFTH.plusSeconds(looks.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
