package com.genericcorp.hub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {
    @TempDir
    Path directory;

    @Test
    void aDurableServerKeepsItsKeysAndItsPort() throws IOException {
        try (RedisServer server = RedisServer.start(RedisOptions.durable(directory, "secret"), children())) {
            int port = server.port();
            assertThat(ask(server, "AUTH secret", "SET key kept")).isEqualTo("+OK");

            server.stop();
            server.start();

            assertThat(server.port()).isEqualTo(port);
            assertThat(ask(server, "AUTH secret", "STRLEN key")).isEqualTo(":4");
            assertThat(server.url()).isEqualTo("redis://:secret@127.0.0.1:" + port);
        }
    }

    @Test
    void withoutThePasswordNothingIsAnswered() throws IOException {
        try (RedisServer server = RedisServer.start(RedisOptions.durable(directory, "secret"), children())) {
            assertThat(ask(server, "GET key")).startsWith("-NOAUTH");
        }
    }

    @Test
    void furtherConfigurationIsTaken() throws IOException {
        RedisOptions cluster = RedisOptions.quick(directory).with("cluster-enabled yes");
        try (RedisServer server = RedisServer.start(cluster, children())) {
            assertThat(ask(server, "CLUSTER KEYSLOT a")).isEqualTo(":15495");
        }
    }

    @Test
    void aCrashedServerStartsAgain() throws IOException {
        try (RedisServer server = RedisServer.start(RedisOptions.quick(directory), children())) {
            server.crash();
            server.start();

            assertThat(ask(server, "PING")).isEqualTo("+PONG");
        }
    }

    private ChildProcesses children() {
        return new ChildProcesses(directory.resolve("children"));
    }

    /** @return the answer to the last of {@code commands} */
    private static String ask(RedisServer server, String... commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String answer = "";
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                answer = answers.readLine();
            }
            return answer;
        }
    }
}
