package com.genericcorp.hub.access.limit;

import com.genericcorp.hub.access.limit.Verdict.Over;
import com.genericcorp.hub.access.limit.Verdict.Within;
import com.genericcorp.hub.access.redis.Fields;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.access.redis.Reply;
import com.genericcorp.hub.access.redis.Script;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Holds requests to a {@link Pace}: in Redis for all instances together, without Redis in this instance alone. */
@Singleton
public final class Paces implements Pacing {
    /** Of what proves nobody and is nothing, from one address: each costs PostgreSQL a look-up. */
    public static final Pace LOOK_UPS = new Pace("look-ups", 20, 200);

    private static final Script GCRA = Script.read(Paces.class, "gcra.lua");

    private final RedisCalls redis;
    private final OwnPaces own;

    public Paces(RedisCalls redis, Clock clock) {
        this.redis = redis;
        this.own = new OwnPaces(clock);
    }

    /**
     * What became of a charge.
     *
     * @param version what the version key held, an empty text for nothing; absent when Redis did not say
     */
    public record Charged(Verdict verdict, Optional<String> version) {}

    @Override
    public Verdict charge(Pace pace, String key) {
        return ask(pace, List.of(key), 1, OptionalLong.empty()).verdict();
    }

    /** Takes one, and reads a version of the same slot in the same round trip. */
    public Charged charge(Pace pace, String key, String versionKey) {
        return ask(pace, List.of(key, versionKey), 1, OptionalLong.empty());
    }

    @Override
    public Verdict look(Pace pace, String key) {
        return ask(pace, List.of(key), 0, OptionalLong.empty()).verdict();
    }

    /** For whoever knows already that Redis is away: this instance alone. */
    public Pacing withoutRedis() {
        return own;
    }

    /** @param clockMicros for tests; absent, Redis's own clock counts */
    Charged ask(Pace pace, List<String> keys, int take, OptionalLong clockMicros) {
        Reply reply = redis.run(
                GCRA,
                keys,
                List.of(
                        Long.toString(pace.intervalMicros()),
                        Integer.toString(pace.burst()),
                        Integer.toString(take),
                        clockMicros.isPresent() ? Long.toString(clockMicros.getAsLong()) : ""));
        return switch (reply) {
            case Reply.Answer answer -> read(pace, Fields.of(answer));
            case Reply.Away away -> new Charged(own.ask(pace, keys.getFirst(), take), Optional.empty());
        };
    }

    private static Charged read(Pace pace, Fields answer) {
        boolean taken = answer.number(0) == 1;
        Verdict verdict = taken
                ? new Within(pace.policy(), answer.number(1), Pace.seconds(answer.number(3)))
                : new Over(pace.policy(), Math.max(1, Pace.seconds(answer.number(2))));
        return new Charged(verdict, Optional.of(answer.text(4)));
    }
}
