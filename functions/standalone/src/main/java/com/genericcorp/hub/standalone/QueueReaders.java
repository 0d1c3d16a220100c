package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.messaging.BatchResponse;
import com.genericcorp.hub.messaging.MessagingConfig;
import com.genericcorp.hub.messaging.Queue;
import com.genericcorp.hub.metering.MeteringFunction;
import com.genericcorp.hub.provisioning.ProvisioningFunction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Stands in for the event source mappings that connect a queue each to a function on AWS: receives, invokes the function with
 * the same payload, deletes what it did not report as failed.
 */
@Singleton
final class QueueReaders {
    /** Several operations at once, as many function instances would. */
    private static final int PROVISIONING_READERS = 4;
    /** Counting is fast, and a reader counts tenants side by side. */
    private static final int METERING_READERS = 1;

    private static final int WAIT_SECONDS = 2;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final System.Logger LOG = System.getLogger(QueueReaders.class.getName());

    private final SqsClient sqs;
    private final MessagingConfig config;
    private final ProvisioningFunction provisioning;
    private final MeteringFunction metering;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    QueueReaders(SqsClient sqs, MessagingConfig config, ProvisioningFunction provisioning, MeteringFunction metering) {
        this.sqs = sqs;
        this.config = config;
        this.provisioning = provisioning;
        this.metering = metering;
    }

    void start() {
        running = true;
        start(PROVISIONING_READERS, Queue.PROVISIONING, provisioning::provisioning);
        start(METERING_READERS, Queue.METERING, metering::metering);
    }

    private void start(int readers, Queue queue, Function<JsonNode, @Nullable BatchResponse> function) {
        for (int reader = 1; reader <= readers; reader++) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("queue-reader-" + queue.name("") + "-" + reader)
                    .start(() -> read(queue, function)));
        }
    }

    /** Lets each reader finish what it has, within limits: an unfinished message comes again. */
    void stop() {
        running = false;
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Queue queue, Function<JsonNode, @Nullable BatchResponse> function) {
        @Nullable String url = null;
        while (running) {
            try {
                if (url == null) {
                    url = url(queue);
                }
                handle(url, function);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "the queue cannot be read: {0}", e.toString());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void handle(String url, Function<JsonNode, @Nullable BatchResponse> function) {
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(1)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                        .messageAttributeNames("All"))
                .messages();
        if (messages.isEmpty()) {
            return;
        }
        Set<String> failed = failures(function.apply(batch(messages)));
        messages.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .forEach(done ->
                        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(done.receiptHandle())));
    }

    private String url(Queue queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue.name(config.prefix())))
                .queueUrl();
    }

    private static ObjectNode batch(List<Message> messages) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ArrayNode records = payload.putArray("Records");
        messages.forEach(message -> add(records.addObject(), message));
        return payload;
    }

    private static void add(ObjectNode item, Message message) {
        item.put("messageId", message.messageId()).put("body", message.body());
        ObjectNode ofTheQueue = item.putObject("attributes");
        message.attributes().forEach((name, value) -> ofTheQueue.put(name.toString(), value));
        ObjectNode ofTheSender = item.putObject("messageAttributes");
        message.messageAttributes()
                .forEach((name, value) -> ofTheSender.putObject(name).put("stringValue", value.stringValue()));
    }

    private static Set<String> failures(@Nullable BatchResponse response) {
        return response == null
                ? Set.of()
                : response.batchItemFailures().stream()
                        .map(BatchResponse.ItemFailure::itemIdentifier)
                        .collect(Collectors.toSet());
    }
}
