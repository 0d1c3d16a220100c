package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.messaging.Queue;
import com.genericcorp.hub.messaging.QueueSender;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sends again what the queue lost, and forgets first keys whose time to be fetched is over. */
@Singleton
final class Sweeper {
    /** How long a message may take before it counts as lost. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int AT_ONCE = 100;

    private final Operations operations;
    private final QueueSender sender;
    private final Clock clock;

    Sweeper(Operations operations, QueueSender sender, Clock clock) {
        this.operations = operations;
        this.sender = sender;
        this.clock = clock;
    }

    void sweep() {
        Instant now = clock.instant();
        operations.expireResults(now);
        List<Id> forgotten = operations.forgotten(now, now.minus(PATIENCE), AT_ONCE);
        for (Id operation : forgotten) {
            if (!sender.send(Queue.PROVISIONING, operation)) {
                // The queue is away, and asking again for each of the others would only take time.
                return;
            }
        }
    }
}
