package com.genericcorp.hub.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over plain HTTP, which the settings of an issuer do not allow: what is tested here is the same over TLS. */
@Timeout(30)
class KeySetSourceTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String KEYS = "{\"keys\":[]}";

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void readsAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("jwks.json"), KEYS);

        assertThat(KeySetSource.at(file.toUri()).read()).isEqualTo(KEYS);
    }

    @Test
    void refusesAFileThatIsTooLargeOrNotThere(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("jwks.json"), new byte[KeySetSource.LIMIT + 1]);

        assertThatThrownBy(() -> KeySetSource.at(file.toUri()).read()).isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> KeySetSource.at(directory.resolve("none").toUri()).read())
                .isInstanceOf(IOException.class);
    }

    @Test
    void downloads() throws Exception {
        serve("/jwks", exchange -> answer(exchange, 200, KEYS));

        assertThat(download("/jwks", LONG).read()).isEqualTo(KEYS);
    }

    @Test
    void takesNothingButThePlainAnswer() {
        serve("/jwks", exchange -> answer(exchange, 200, KEYS));
        serve("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/jwks");
            answer(exchange, 302, "");
        });
        serve("/failing", exchange -> answer(exchange, 500, KEYS));

        assertThatThrownBy(() -> download("/moved", LONG).read()).hasMessage("it answered 302");
        assertThatThrownBy(() -> download("/failing", LONG).read()).hasMessage("it answered 500");
    }

    @Test
    void stopsReadingAtItsLimit() {
        serve("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (end.getCount() > 0) {
                    body.write(new byte[64 * 1024]);
                }
            }
        });

        assertThatThrownBy(() -> download("/huge", LONG).read()).isInstanceOf(IOException.class);
    }

    @Test
    void waitsForNobody() throws Exception {
        serve("/silent", _ -> end.await());
        serve("/dripping", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            end.await();
        });

        assertThatThrownBy(() -> download("/silent", SHORT).read()).hasMessage("it took longer than 300 ms");
        assertThatThrownBy(() -> download("/dripping", SHORT).read()).hasMessage("it took longer than 300 ms");
    }

    @Test
    void doesNotConnectForEver() throws Exception {
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("https://127.0.0.1:" + nobody.getLocalPort() + "/jwks?token=secret");

            assertThatThrownBy(() -> new KeySetDownload(url, SHORT).read())
                    .isInstanceOf(IOException.class)
                    .message()
                    .doesNotContain("secret");
        }
    }

    private KeySetSource download(String path, Duration patience) {
        return new KeySetDownload(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), patience);
    }

    private interface Answering {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private void serve(String path, Answering answering) {
        server.createContext(
                path,
                exchange -> Thread.ofVirtual().start(() -> {
                    try (exchange) {
                        answering.to(exchange);
                    } catch (IOException | InterruptedException e) {
                        // The client has gone.
                    }
                }));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
