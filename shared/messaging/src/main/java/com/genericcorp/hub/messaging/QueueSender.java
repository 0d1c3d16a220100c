package com.genericcorp.hub.messaging;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.LogContext;
import com.genericcorp.hub.telemetry.Trace;
import com.genericcorp.hub.telemetry.Tracing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

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
    private final Tracing tracing;
    private final HubMetrics metrics;
    private final Map<Queue, String> urls = new ConcurrentHashMap<>();

    public QueueSender(SqsClient sqs, MessagingConfig config, Tracing tracing, HubMetrics metrics) {
        this.sqs = sqs;
        this.config = config;
        this.tracing = tracing;
        this.metrics = metrics;
        for (Queue queue : Queue.values()) {
            metrics.notSent(queue.text(), 0);
        }
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
                    .messageAttributes(origin())
                    .overrideConfiguration(BRIEF));
            return true;
        } catch (RuntimeException e) {
            metrics.notSent(queue.text(), 1);
            LOG.warnf("no hint sent about %s, left to the next look: %s", about, e);
            return false;
        }
    }

    /** What {@link Origin} reads on the other side. */
    private Map<String, MessageAttributeValue> origin() {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        LogContext.requestId().ifPresent(id -> attributes.put(Origin.REQUEST_ID, text(id)));
        tracing.current().ifPresent(trace -> attributes.put(Trace.HEADER, text(trace.traceparent())));
        return attributes;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
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
