package com.genericcorp.hub.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many webhooks may come, and routes that change while instances remember them. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class IngestLimitIT {
    private static final byte[] PAYLOAD = "{}".getBytes(UTF_8);

    private final GitHubHook hook = GitHubHook.create();
    private final UUID connection =
            Id.parse(IdKind.CONNECTION, hook.connection()).orElseThrow().uuid();

    @Inject
    AccessCache cache;

    @Test
    void everyVerifiedWebhookIsToldWhatIsLeft() {
        Answer answer = deliver("d-1").hasStatus(202);

        assertThat(answer.header("RateLimit-Policy")).contains("\"ingest\";q=500;w=25");
        assertThat(answer.header("RateLimit")).contains("\"ingest\";r=499;t=1");
    }

    @Test
    void moreThanTheBurstIsRefusedAndNotStored() {
        Stored.change(
                "update public.tenants set ingest_per_second = 1, ingest_burst = 3 where id = ?",
                hook.tenant().id().uuid());
        changed();

        int stored = 0;
        Answer last = deliver("d-0");
        for (int i = 1; last.status() == 202 && i < 100; i++) {
            stored++;
            last = deliver("d-" + i);
        }

        last.isProblem(429, "rate-limited");
        assertThat(last.header("RateLimit-Policy")).contains("\"ingest\";q=3;w=3");
        assertThat(last.header("RateLimit")).contains("\"ingest\";r=0;t=1");
        assertThat(last.header("Retry-After")).contains("1");
        assertThat(hook.storedEvents()).isEqualTo(stored).isGreaterThanOrEqualTo(3);
    }

    @Test
    void whatDoesNotVerifyCostsTheConnectionNothing() {
        for (int i = 0; i < 5; i++) {
            hook.unsigned("push", "d-" + i, PAYLOAD)
                    .header("Content-Type", "application/json")
                    .send()
                    .isProblem(401, "bad-signature");
        }

        assertThat(deliver("d-9").header("RateLimit")).contains("\"ingest\";r=499;t=1");
    }

    @Test
    void aDisabledConnectionIsClosedAtOnceAndOpensAgainAtOnce() {
        deliver("d-1").hasStatus(202);

        Stored.change("update public.connection_routes set status = 'disabled' where connection_id = ?", connection);
        changed();
        deliver("d-2").isProblem(404, "not-found");
        assertThat(hook.storedEvents()).isEqualTo(1);

        Stored.change("update public.connection_routes set status = 'enabled' where connection_id = ?", connection);
        changed();
        deliver("d-2").hasStatus(202);
    }

    @Test
    void aDeletedConnectionIsGoneAtOnce() {
        deliver("d-1").hasStatus(202);

        Stored.change("delete from public.connection_routes where connection_id = ?", connection);
        changed();

        deliver("d-2").isProblem(404, "not-found");
    }

    @Test
    void aSecretVerifiesUntilItsGraceIsOver() {
        deliver("d-1").hasStatus(202);

        expires(Instant.now().plusSeconds(600));
        deliver("d-2").hasStatus(202);

        expires(Instant.now().minusSeconds(1));
        deliver("d-3").isProblem(401, "bad-signature");

        expires(null);
        deliver("d-3").hasStatus(202);
    }

    private void expires(@Nullable Instant until) {
        Stored.change(
                "update public.connection_routes set webhook_secret_expiries = array[?::timestamptz] where connection_id = ?",
                until,
                connection);
        changed();
    }

    private void changed() {
        cache.forgetConnection(new Id(IdKind.CONNECTION, connection));
    }

    private Answer deliver(String delivery) {
        return hook.delivery(delivery, PAYLOAD).send();
    }
}
