package com.genericcorp.hub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IssuerKeysTest {
    private static final PublicJsonWebKey OLD = key("old");
    private static final PublicJsonWebKey NEW = key("new");

    private final Publisher publisher = new Publisher();
    private final Hands clock = new Hands();
    private final IssuerKeys keys = new IssuerKeys("https://issuer.test", publisher, clock);

    /** Publishes what a test says, and counts who asks. */
    private static final class Publisher implements KeySetSource {
        private final AtomicInteger fetches = new AtomicInteger();
        private volatile List<PublicJsonWebKey> published = List.of(OLD);
        private volatile boolean reachable = true;
        private volatile CountDownLatch asked = new CountDownLatch(0);
        private volatile CountDownLatch answering = new CountDownLatch(0);

        @Override
        public String read() throws IOException {
            fetches.incrementAndGet();
            asked.countDown();
            try {
                answering.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (!reachable) {
                throw new IOException("nobody is there");
            }
            return new JsonWebKeySet(published).toJson();
        }

        void hesitate() {
            asked = new CountDownLatch(1);
            answering = new CountDownLatch(1);
        }
    }

    private static final class Hands extends Clock {
        private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void fetchesOnceForManyTokens() {
        for (int i = 0; i < 1000; i++) {
            assertThat(find(OLD)).contains(OLD.getPublicKey());
        }

        assertThat(publisher.fetches).hasValue(1);
    }

    @Test
    void fetchesNothingBeforeItIsAsked() {
        assertThat(publisher.fetches).hasValue(0);
    }

    @Test
    void findsANewKeyWhenATokenNamesIt() {
        find(OLD);
        publisher.published = List.of(OLD, NEW);
        clock.advance(IssuerKeys.PAUSE);

        assertThat(find(NEW)).contains(NEW.getPublicKey());
        assertThat(publisher.fetches).hasValue(2);
    }

    @Test
    void unknownKeysCostOneFetchAPause() {
        find(OLD);

        for (int i = 0; i < 600; i++) {
            assertThat(keys.find(name("unknown-" + i))).isEmpty();
            clock.advance(Duration.ofMillis(100));
        }

        assertThat(publisher.fetches).hasValue(2);
    }

    @Test
    void aWithdrawnKeyIsForgottenWithinTenMinutes() {
        find(OLD);
        publisher.published = List.of(NEW);
        clock.advance(IssuerKeys.FRESH.minusMillis(1));
        assertThat(find(OLD)).isPresent();

        clock.advance(Duration.ofMillis(1));

        assertThat(find(OLD)).isEmpty();
    }

    @Test
    void anIssuerWithoutKeysIsTrustedWithNothing() {
        publisher.published = List.of();

        assertThat(find(OLD)).isEmpty();
    }

    @Test
    void theLastGoodKeysStayWhileNoneCanBeFetched() {
        find(OLD);
        publisher.reachable = false;
        clock.advance(IssuerKeys.FRESH);

        assertThat(find(OLD)).isPresent();
        assertThat(find(NEW)).isEmpty();
        assertThat(find(OLD)).isPresent();
        assertThat(publisher.fetches).hasValue(2);

        clock.advance(IssuerKeys.PAUSE);
        assertThat(find(OLD)).isPresent();
        assertThat(publisher.fetches).hasValue(3);
    }

    @Test
    void keysThatCouldNotBeFetchedForADayAreGivenUp() {
        find(OLD);
        publisher.reachable = false;
        clock.advance(IssuerKeys.KEPT.minusMillis(1));
        assertThat(find(OLD)).isPresent();

        clock.advance(Duration.ofMillis(1));

        assertUnavailable();
        publisher.reachable = true;
        clock.advance(IssuerKeys.PAUSE_WITHOUT_KEYS);
        assertThat(find(OLD)).isPresent();
    }

    @Test
    void withoutAnyKeysNothingCanBeSaid() {
        publisher.reachable = false;

        for (int i = 0; i < 100; i++) {
            assertUnavailable();
        }
        assertThat(publisher.fetches).hasValue(1);

        publisher.reachable = true;
        clock.advance(IssuerKeys.PAUSE_WITHOUT_KEYS);
        assertThat(find(OLD)).isPresent();
    }

    @Test
    void aClockThatIsPutBackStopsNothing() {
        find(OLD);
        publisher.published = List.of(NEW);

        clock.advance(Duration.ofHours(-3));

        assertThat(find(NEW)).isPresent();
    }

    @Test
    void whoeverComesFirstFetchesForAll() throws Exception {
        publisher.hesitate();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<PublicKey>>> answers = new ArrayList<>();
            for (int i = 0; i < IssuerKeys.WAITING; i++) {
                answers.add(callers.submit(() -> find(OLD)));
            }
            publisher.asked.await();
            publisher.answering.countDown();

            for (Future<Optional<PublicKey>> answer : answers) {
                assertThat(answer.get()).isPresent();
            }
        }
        assertThat(publisher.fetches).hasValue(1);
    }

    @Test
    void aSlowFetchHoldsUpNobodyWhoseKeyIsKnown() throws Exception {
        find(OLD);
        clock.advance(IssuerKeys.FRESH);
        publisher.hesitate();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<PublicKey>> first = callers.submit(() -> find(OLD));
            publisher.asked.await();

            for (int i = 0; i < 100; i++) {
                assertThat(find(OLD)).isPresent();
            }

            assertThat(first).isNotDone();
            publisher.answering.countDown();
            assertThat(first.get()).isPresent();
        }
        assertThat(publisher.fetches).hasValue(2);
    }

    @Test
    void fewWaitForAKeyThatMayBeOnItsWay() throws Exception {
        find(OLD);
        clock.advance(IssuerKeys.PAUSE);
        publisher.published = List.of(OLD, NEW);
        publisher.hesitate();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(100 - IssuerKeys.WAITING - 1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(callers.submit(() -> {
                    try {
                        return find(NEW).isPresent();
                    } catch (Refusal e) {
                        refused.incrementAndGet();
                        return false;
                    } finally {
                        answered.countDown();
                    }
                }));
            }
            answered.await();
            publisher.answering.countDown();

            assertThat(answers.stream().filter(IssuerKeysTest::isTrue)).hasSize(IssuerKeys.WAITING + 1);
        }
        assertThat(refused).hasValue(100 - IssuerKeys.WAITING - 1);
    }

    private Optional<PublicKey> find(PublicJsonWebKey key) {
        return keys.find(name(key.getKeyId()));
    }

    private void assertUnavailable() {
        assertThatThrownBy(() -> find(OLD))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.type()).isEqualTo(ErrorType.UNAVAILABLE));
    }

    private static boolean isTrue(Future<Boolean> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeySet.Name name(String id) {
        return new KeySet.Name(id, TokenAlgorithm.ES256);
    }

    private static PublicJsonWebKey key(String id) {
        try {
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
