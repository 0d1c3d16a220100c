package com.genericcorp.hub.access.limit;

/** What a policy says to one request. */
public sealed interface Verdict {
    Policy policy();

    /** How much is left. */
    long remaining();

    /** When there will be more: in so many seconds, counted from now. */
    long resetSeconds();

    /** Charged and let through. */
    record Within(Policy policy, long remaining, long resetSeconds) implements Verdict {}

    /** Refused, and nothing was charged. */
    record Over(Policy policy, long retryAfterSeconds) implements Verdict {
        @Override
        public long remaining() {
            return 0;
        }

        @Override
        public long resetSeconds() {
            return retryAfterSeconds;
        }
    }
}
