package com.genericcorp.hub.access.redis;

import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** What came of a call to Redis. */
public sealed interface Reply {

    /** It answered; null is Redis's own nil. */
    record Answer(@Nullable Response value) implements Reply {}

    /**
     * It did not answer in time, or refused, or is known to be away.
     *
     * @param perhapsDone whether the command was sent, so that it may have been run all the same
     */
    record Away(boolean perhapsDone) implements Reply {}
}
