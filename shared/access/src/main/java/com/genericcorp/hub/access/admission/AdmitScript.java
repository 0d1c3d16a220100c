package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.admission.Credentials.Found;
import com.genericcorp.hub.access.redis.Fields;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.access.redis.Reply;
import com.genericcorp.hub.access.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** {@code admit.lua}: writes its arguments and reads its answers. */
final class AdmitScript {
    private static final Script ADMIT = Script.read(AdmitScript.class, "admit.lua");
    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final Duration NOBODY_KEPT = Duration.ofSeconds(30);
    /** Short, because such a tenant is about to become active, or another word for it is on its way. */
    private static final Duration INACTIVE_KEPT = Duration.ofSeconds(5);

    private static final String NOBODY = "-";
    private static final String NOT_ASKED = "";

    private final RedisCalls redis;
    private final RandomGenerator random;
    private final OptionalLong clockMillis;

    /** @param clockMillis for tests; absent, Redis's own clock counts */
    AdmitScript(RedisCalls redis, RandomGenerator random, OptionalLong clockMillis) {
        this.redis = redis;
        this.random = random;
        this.clockMillis = clockMillis;
    }

    /** What Redis answers. */
    sealed interface Answer {
        /** Redis does not know the key or the tenant: PostgreSQL must be asked. */
        record Miss() implements Answer {}

        record Nobody() implements Answer {}

        record NotActive(Found found) implements Answer {}

        record Within(Found found, long remaining, long resetSeconds) implements Answer {}

        record Over(Found found, long retryAfterSeconds) implements Answer {}

        record Away(boolean perhapsDone) implements Answer {}
    }

    /** Admits by what Redis knows. */
    Answer ask(Credentials credentials, long known) {
        return run(credentials, known, NOT_ASKED, NOT_ASKED, Duration.ZERO, Duration.ZERO);
    }

    /**
     * Admits by what PostgreSQL has just said.
     *
     * @param keep whether Redis may keep it
     */
    Answer tell(Credentials credentials, long known, Optional<Found> found, boolean keep) {
        boolean byKey = credentials instanceof Credentials.Key;
        String tenant = found.map(who -> who.tenant().text()).orElse(byKey ? NOT_ASKED : NOBODY);
        String key = byKey ? found.flatMap(Found::key).map(KeyRecord::text).orElse(NOBODY) : NOT_ASKED;
        boolean active = found.map(who -> who.tenant().active()).orElse(false);
        return run(
                credentials,
                known,
                tenant,
                key,
                keep ? active ? KEPT : INACTIVE_KEPT : Duration.ZERO,
                keep ? NOBODY_KEPT : Duration.ZERO);
    }

    private Answer run(
            Credentials credentials,
            long known,
            String tenantRecord,
            String keyRecord,
            Duration kept,
            Duration nobodyKept) {
        String tenant = RedisKeys.tenant(credentials.tenant());
        String requests = RedisKeys.requests(credentials.tenant());
        List<String> keys = switch (credentials) {
            case Credentials.Key key -> List.of(tenant, requests, RedisKeys.key(key.tenant(), key.hash()));
            case Credentials.Person person -> List.of(tenant, requests);
        };
        List<String> arguments = List.of(
                Long.toHexString(random.nextLong()),
                Long.toString(known),
                tenantRecord,
                keyRecord,
                Long.toString(kept.toMillis()),
                Long.toString(nobodyKept.toMillis()),
                clockMillis.isPresent() ? Long.toString(clockMillis.getAsLong()) : "");
        return switch (redis.run(ADMIT, keys, arguments)) {
            case Reply.Answer answer -> read(Fields.of(answer));
            case Reply.Away away -> new Answer.Away(away.perhapsDone());
        };
    }

    private static Answer read(Fields answer) {
        return switch ((int) answer.number(0)) {
            case 0 -> new Answer.Miss();
            case 1 -> new Answer.Nobody();
            case 2 -> new Answer.NotActive(found(answer));
            case 3 -> new Answer.Within(found(answer), answer.number(3), answer.number(4));
            case 4 -> new Answer.Over(found(answer), answer.number(4));
            default -> throw new IllegalStateException("admit.lua answers " + answer.number(0));
        };
    }

    private static Found found(Fields answer) {
        String key = answer.text(2);
        return new Found(
                TenantRecord.read(answer.text(1)), key.isEmpty() ? Optional.empty() : Optional.of(KeyRecord.read(key)));
    }
}
