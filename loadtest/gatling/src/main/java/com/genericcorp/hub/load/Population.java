package com.genericcorp.hub.load;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The users of one journey: {@code from} at once, then evenly more until {@code to} at the end of {@code rise}. */
record Population(int from, int to, Duration rise, Duration duration, Duration pace) {
    /** Multiples of it, without their whole part, lie evenly in [0, 1) however many there are. */
    private static final double GOLDEN_RATIO = 0.618_033_988_749_895;

    /**
     * One user.
     *
     * @param start when the user comes
     * @param phase how long until the first tick: users who came together shall not ask together
     * @param ticks how often the user acts until the end
     */
    record User(int number, Duration start, Duration phase, int ticks) {}

    Stream<User> users() {
        return IntStream.range(0, to).mapToObj(this::user);
    }

    long ticks() {
        return users().mapToLong(User::ticks).sum();
    }

    private User user(int number) {
        Duration start =
                number < from ? Duration.ZERO : rise.multipliedBy(number - from).dividedBy(to - from);
        double turn = number * GOLDEN_RATIO % 1;
        return new User(
                number,
                start,
                Duration.ofMillis((long) (pace.toMillis() * turn)),
                Math.toIntExact(duration.minus(start).dividedBy(pace)));
    }
}
