package com.genericcorp.hub.messaging;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends hints, with little patience. A hint that could not be sent is reported and left to the sweeper: the
 * row that it points to is committed, and its caller must not wait for a queue that is away.
 */
@Singleton
public class QueueSender {
    private static final Logger LOG = Logger.getLogger(QueueSender.class);

    /** Ends the tries; a read that is under way ends by the client's socket time-out, a second later at most. */
    private static final AwsRequestOverrideConfiguration BRIEF = AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(Duration.ofSeconds(2))
            .build();

    private final SqsClient sqs;
    private final MessagingConfig config;
    private final Map<Queue, String> urls = new ConcurrentHashMap<>();

    public QueueSender(SqsClient sqs, MessagingConfig config) {
        this.sqs = sqs;
        this.config = config;
    }

    /**
     * Tells {@code queue}'s readers about {@code operation}.
     *
     * @return whether the queue took it
     */
    public boolean send(Queue queue, Id operation) {
        return send(queue, OperationMessage.body(operation), operation);
    }

    /**
     * Tells {@code queue}'s readers about {@code tenants}.
     *
     * @return whether the queue took it
     */
    public boolean send(Queue queue, List<TenantId> tenants) {
        return send(queue, TenantsMessage.body(tenants), tenants.size() + " tenants");
    }

    private boolean send(Queue queue, String body, Object about) {
        try {
            String url = url(queue);
            sqs.sendMessage(request -> request.queueUrl(url)
                    .messageBody(body)
                    .overrideConfiguration(BRIEF));
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("no hint sent about %s, left to the next look: %s", about, e);
            return false;
        }
    }

    /** Asked for outside the map's own computing, which would make every other sender wait for the answer. */
    private String url(Queue queue) {
        String known = urls.get(queue);
        if (known != null) {
            return known;
        }
        String found = sqs.getQueueUrl(request ->
                        request.queueName(queue.name(config.prefix())).overrideConfiguration(BRIEF))
                .queueUrl();
        urls.put(queue, found);
        return found;
    }
}
