package com.genericcorp.hub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueServerIT {
    @Test
    void aMessageReceivedFiveTimesInVainLiesInTheDeadLetterQueue() throws Exception {
        try (QueueServer server = QueueServer.start(List.of("hub-work"))) {
            call(server, "hub-work", "Action=SendMessage&MessageBody=a-hint");

            for (int tries = 0; tries < 5; tries++) {
                assertThat(receive(server, "hub-work")).contains("a-hint");
            }

            assertThat(receive(server, "hub-work")).doesNotContain("a-hint");
            assertThat(receive(server, "hub-work-dead")).contains("a-hint");
        }
    }

    @Test
    void afterStopNobodyListens() {
        QueueServer server = QueueServer.start(List.of());
        server.stop();

        assertThat(listens(server.endpoint())).isFalse();
    }

    private static String receive(QueueServer server, String queue) throws IOException, InterruptedException {
        return call(server, queue, "Action=ReceiveMessage&VisibilityTimeout=0&WaitTimeSeconds=0");
    }

    private static String call(QueueServer server, String queue, String form) throws IOException, InterruptedException {
        URI uri = server.endpoint().resolve("/000000000000/" + queue);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static boolean listens(URI endpoint) {
        try (var socket = new java.net.Socket(endpoint.getHost(), endpoint.getPort())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
