package com.genericcorp.hub.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] answer = (requests.incrementAndGet() < 50 ? "right" : "late!").getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void countsEachAnswerOnce() throws IOException {
        Load.Result result = load(new Expecting("right", "late!"));

        assertThat(result.answers()).isEqualTo(requests.get()).isEqualTo(result.micros().length);
        assertThat(result.perSecond()).isPositive();
        assertThat(result.percentile(1)).isGreaterThanOrEqualTo(result.percentile(0.5));
    }

    @Test
    void aWrongAnswerIsNoAnswer() {
        assertThatExceptionOfType(BenchException.class)
                .isThrownBy(() -> load(new Expecting("right")))
                .withMessageContaining("a wrong answer")
                .withMessageContaining("late!");
    }

    private Load.Result load(Exchange exchange) throws IOException {
        return Load.run(server.getAddress().getPort(), Collections.nCopies(4, exchange), SHORT);
    }

    private record Expecting(List<String> bodies) implements Exchange {
        Expecting(String... bodies) {
            this(List.of(bodies));
        }

        @Override
        public byte[] next() {
            return REQUEST;
        }

        @Override
        public boolean isRight(int status, byte[] answer, int bodyFrom, int length) {
            return status == 200 && bodies.contains(new String(answer, bodyFrom, length - bodyFrom, US_ASCII));
        }
    }
}
