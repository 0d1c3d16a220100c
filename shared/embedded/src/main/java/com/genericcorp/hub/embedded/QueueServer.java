package com.genericcorp.hub.embedded;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * Amazon SQS's protocol, in this process and in memory: messages are hints, so a restart may forget them. Every queue
 * has a dead-letter queue, {@code <name>-dead}, for what was received five times in vain.
 */
public final class QueueServer implements AutoCloseable {
    private static final String ACCOUNT = "000000000000";
    private static final int TRIES = 5;

    /** The owner decides when it stops; Pekko's own shutdown hook would end it under an application that still uses it. */
    private static final String SETTINGS = """
            pekko.jvm-shutdown-hooks = off
            pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
            pekko.daemonic = on
            """;

    private final ActorSystem actors;
    private final SQSRestServer server;
    private final int port;

    private QueueServer(ActorSystem actors) {
        this.actors = actors;
        this.server = SQSRestServerBuilder.withActorSystem(actors)
                .withInterface("127.0.0.1")
                .withDynamicPort()
                .withAWSAccountId(ACCOUNT)
                .start();
        this.port = server.waitUntilStarted().localAddress().getPort();
    }

    /** Starts on a free port and creates {@code queues}, which are the full names. */
    public static QueueServer start(List<String> queues) {
        QueueServer started = new QueueServer(actors());
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String queue : queues) {
                started.create(client, queue + "-dead", Map.of());
                started.create(client, queue, Map.of("RedrivePolicy", redrive(queue)));
            }
        }
        return started;
    }

    public int port() {
        return port;
    }

    /** What an SQS client takes as its endpoint override. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public void stop() {
        server.stopAndWait();
        actors.terminate();
        actors.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        stop();
    }

    /** By this class's loader: the thread's may be another's, without the actors' settings. */
    private static ActorSystem actors() {
        ClassLoader loader = QueueServer.class.getClassLoader();
        return ActorSystem.create(
                "queue", ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load(loader)), loader);
    }

    private static String redrive(String queue) {
        return "{\"deadLetterTargetArn\":\"arn:aws:sqs:elasticmq:" + ACCOUNT + ":" + queue
                + "-dead\",\"maxReceiveCount\":\"" + TRIES + "\"}";
    }

    private void create(HttpClient client, String queue, Map<String, String> attributes) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("Action", "CreateQueue", "QueueName", queue));
        attributes.forEach((name, value) -> {
            form.put("Attribute.1.Name", name);
            form.put("Attribute.1.Value", value);
        });
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new EmbeddedServerException("cannot create the queue " + queue + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot create the queue " + queue, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("cannot create the queue " + queue, e);
        }
    }
}
