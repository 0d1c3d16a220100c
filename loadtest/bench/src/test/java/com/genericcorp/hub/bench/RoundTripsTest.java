package com.genericcorp.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
    /** That the machine is busy must not look like a client that waits. */
    private static final Duration LONG = Duration.ofMillis(300);

    @Test
    void countsHowOftenTheClientWaitsForTheServer() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RoundTrips proxy = new RoundTrips(server.getLocalPort(), LONG);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                Socket accepted = server.accept()) {
            client.setTcpNoDelay(true);
            for (int i = 0; i < 5; i++) {
                client.getOutputStream().write(1);
                accepted.getInputStream().readNBytes(1);
                // The server answers the first write at once; the client's second one does not wait for that.
                accepted.getOutputStream().write(3);
                client.getOutputStream().write(2);
                accepted.getInputStream().readNBytes(1);
                accepted.getOutputStream().write(4);
                client.getInputStream().readNBytes(2);
            }

            assertThat(proxy.count()).isEqualTo(5);
        }
    }
}
