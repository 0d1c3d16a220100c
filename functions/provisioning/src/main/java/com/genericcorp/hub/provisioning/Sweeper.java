package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.messaging.Queue;
import com.genericcorp.hub.messaging.QueueSender;
import com.genericcorp.hub.telemetry.HubMetrics;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Sends again what the queue lost, forgets what is kept for a time only (first keys, and answers to be repeated), and
 * counts what there is.
 */
@Singleton
final class Sweeper {
    /** How long a message may take before it counts as lost. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How many answers one statement forgets. */
    static final int ANSWERS_AT_ONCE = 5_000;

    /** So many statements at most: together more than the API can be asked to keep in the time between two sweeps. */
    private static final int MOST_STATEMENTS = 20;

    private static final int AT_ONCE = 100;

    private final Operations operations;
    private final KeptAnswers answers;
    private final QueueSender sender;
    private final HubMetrics metrics;
    private final Clock clock;

    Sweeper(Operations operations, KeptAnswers answers, QueueSender sender, HubMetrics metrics, Clock clock) {
        this.operations = operations;
        this.answers = answers;
        this.sender = sender;
        this.metrics = metrics;
        this.clock = clock;
    }

    void sweep() {
        Instant now = clock.instant();
        operations.expireResults(now);
        forgetAnswers(now);
        sendAgain(now);
        Operations.Fleet fleet = operations.fleet();
        metrics.activeTenants(fleet.active());
        metrics.operationBacklog(fleet.open());
    }

    private void forgetAnswers(Instant now) {
        int statements = 1;
        while (answers.forgetExpired(now, ANSWERS_AT_ONCE) == ANSWERS_AT_ONCE && statements < MOST_STATEMENTS) {
            statements++;
        }
    }

    private void sendAgain(Instant now) {
        List<Id> forgotten = operations.forgotten(now, now.minus(PATIENCE), AT_ONCE);
        for (Id operation : forgotten) {
            if (!sender.send(Queue.PROVISIONING, operation)) {
                // The queue is away, and asking again for each of the others would only take time.
                return;
            }
        }
    }
}
