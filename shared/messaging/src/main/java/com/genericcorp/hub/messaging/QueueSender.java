package com.genericcorp.hub.messaging;

import com.genericcorp.hub.ids.Id;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Sends hints. A hint that could not be sent is reported and left to the sweeper: the row it points to is committed. */
@Singleton
public class QueueSender {
    private static final Logger LOG = Logger.getLogger(QueueSender.class);

    /** A caller waits for this: a queue that is away must not make its answer late. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

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
        try {
            String url = urls.computeIfAbsent(queue, this::resolve);
            sqs.sendMessage(SendMessageRequest.builder()
                    .queueUrl(url)
                    .messageBody(OperationMessage.body(operation))
                    .overrideConfiguration(call -> call.apiCallTimeout(PATIENCE))
                    .build());
            return true;
        } catch (SdkException e) {
            LOG.warnf("no hint sent about %s, left to the sweeper: %s", operation, e);
            return false;
        }
    }

    private String resolve(Queue queue) {
        return sqs.getQueueUrl(GetQueueUrlRequest.builder()
                        .queueName(queue.name(config.prefix()))
                        .overrideConfiguration(call -> call.apiCallTimeout(PATIENCE))
                        .build())
                .queueUrl();
    }
}
