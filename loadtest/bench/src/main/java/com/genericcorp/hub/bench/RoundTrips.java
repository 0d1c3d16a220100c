package com.genericcorp.hub.bench;

import com.genericcorp.hub.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and its server and counts round trips: how often the client sends something after the server
 * did. Exact for clients that ask one thing at a time. Answers are held back for a moment, so that what the client sends
 * without waiting for them is not taken for a reaction.
 */
final class RoundTrips implements AutoCloseable {
    private static final Duration HELD_BACK = Duration.ofMillis(5);

    private final ServerSocket listener;
    private final int target;
    private final long heldBackNanos;
    private final AtomicLong count = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RoundTrips(int target) {
        this(target, HELD_BACK);
    }

    /** @param heldBack how long answers are: longer than the client takes between two things that it sends at once */
    RoundTrips(int target, Duration heldBack) {
        this.target = target;
        this.heldBackNanos = heldBack.toNanos();
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new EmbeddedServerException("no port to listen on", e);
        }
        threads.submit(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    long count() {
        return count.get();
    }

    private Void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            AtomicBoolean serversTurn = new AtomicBoolean();
            threads.submit(() -> pump(client, server, () -> {
                if (!serversTurn.getAndSet(true)) {
                    count.incrementAndGet();
                }
            }));
            threads.submit(() -> pump(server, client, () -> {
                holdBack();
                serversTurn.set(false);
            }));
        }
        return null;
    }

    private void holdBack() {
        long end = System.nanoTime() + heldBackNanos;
        for (long left = heldBackNanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Void pump(Socket from, Socket to, Runnable seen) throws IOException {
        byte[] buffer = new byte[64 << 10];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                seen.run();
                out.write(buffer, 0, read);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
