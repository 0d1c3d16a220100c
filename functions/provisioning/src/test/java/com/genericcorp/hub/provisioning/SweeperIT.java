package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.embedded.QueueServer;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.messaging.OperationMessage;
import com.genericcorp.hub.messaging.QueueSender;
import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.PassedOnTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class SweeperIT {
    private static final String QUEUE = "hub-provisioning";

    private final Workshop workshop = new Workshop();
    private final QueueServer queue = QueueServer.start(List.of(QUEUE));
    private final SqsClient sqs = client(queue.endpoint());
    private final Sweeper sweeper = sweeper(sqs);

    @AfterEach
    void stop() {
        sqs.close();
        queue.close();
    }

    @Test
    void sendsALostMessageAgainAndTheTenantComesToBe() {
        Request request = workshop.request();
        workshop.clock.advance(Sweeper.PATIENCE);

        sweeper.sweep();

        assertThat(received()).containsOnlyOnce(request.operation());
        workshop.worker().run(request.operation());
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess());
    }

    @Test
    void givesAMessageTimeToArrive() {
        Request request = workshop.request();
        workshop.clock.advance(Sweeper.PATIENCE.minusMillis(1));

        sweeper.sweep();

        assertThat(received()).doesNotContain(request.operation());
    }

    @Test
    void doesNotRepeatItselfUntilTheNextMessageCountsAsLost() {
        Request request = workshop.request();
        workshop.clock.advance(Sweeper.PATIENCE);
        sweeper.sweep();
        sweeper.sweep();
        assertThat(received()).containsOnlyOnce(request.operation());

        workshop.clock.advance(Sweeper.PATIENCE);
        sweeper.sweep();

        assertThat(received()).containsOnlyOnce(request.operation());
    }

    @Test
    void leavesAWorkerAloneUntilItsLeaseHasEnded() {
        Request request = workshop.request();
        workshop.operations.claim(request.operation(), workshop.clock.instant(), OperationRunner.LEASE);
        workshop.clock.advance(OperationRunner.LEASE.minusMillis(1));
        sweeper.sweep();
        assertThat(received()).doesNotContain(request.operation());

        workshop.clock.advance(Duration.ofMillis(1));
        sweeper.sweep();

        assertThat(received()).contains(request.operation());
    }

    @Test
    void sendsNothingAboutWhatHasEnded() {
        Request request = workshop.request();
        workshop.worker().run(request.operation());
        workshop.clock.advance(Duration.ofHours(1));

        sweeper.sweep();

        assertThat(received()).doesNotContain(request.operation());
    }

    @Test
    void survivesAQueueThatIsAwayAndSendsLater() {
        Request request = workshop.request();
        workshop.clock.advance(Sweeper.PATIENCE);
        try (QueueServer gone = QueueServer.start(List.of());
                SqsClient nobody = client(gone.endpoint())) {
            gone.stop();
            sweeper(nobody).sweep();
        }
        workshop.clock.advance(Sweeper.PATIENCE);

        sweeper.sweep();

        assertThat(received()).contains(request.operation());
    }

    @Test
    void forgetsTheFirstKeyAfterTenMinutes() {
        Request request = workshop.request();
        workshop.worker().run(request.operation());
        workshop.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        sweeper.sweep();
        assertThat(workshop.result(request)).isPresent();

        workshop.clock.advance(Duration.ofMillis(1));
        sweeper.sweep();

        assertThat(workshop.result(request)).isEmpty();
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofASuccess());
    }

    private Sweeper sweeper(SqsClient client) {
        HubMetrics metrics = new HubMetrics(new SimpleMeterRegistry());
        return new Sweeper(
                workshop.operations,
                new KeptAnswers(workshop.database),
                new QueueSender(client, () -> "hub-", new PassedOnTraces(), metrics),
                metrics,
                workshop.clock);
    }

    /** Everything in the queue, taken out; other tests' operations may be among it. */
    private List<Id> received() {
        String url = sqs.getQueueUrl(request -> request.queueName(QUEUE)).queueUrl();
        List<Id> operations = new ArrayList<>();
        while (true) {
            List<Message> messages = sqs.receiveMessage(
                            request -> request.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return operations;
            }
            for (Message message : messages) {
                operations.add(operation(message));
                sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
    }

    private static Id operation(Message message) {
        try {
            return OperationMessage.of(new ObjectMapper().readTree(message.body()))
                    .operation();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
