package com.genericcorp.hub.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and a server on this machine: counts what is sent, holds answers back, changes the server, or
 * says nothing more.
 */
public final class RedisProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket listening;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sendings = new AtomicInteger();
    private final AtomicInteger lives = new AtomicInteger();
    private volatile int target;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean closed;

    /** @param target the server's port */
    public RedisProxy(int target) {
        this.target = target;
        try {
            this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return "redis://127.0.0.1:" + listening.getLocalPort();
    }

    /** How many times clients sent something: round trips, as long as they wait for one answer before they go on. */
    public int sendings() {
        return sendings.get();
    }

    /** Holds every answer back for so long from now on. */
    public void delay(Duration duration) {
        delay = duration;
    }

    /** Ends all connections; those that follow go to another server. */
    public void redirect(int otherTarget) {
        target = otherTarget;
        sockets.forEach(RedisProxy::end);
        sockets.clear();
    }

    /** All connections stay as they are; those that follow go to another server. */
    public void prefer(int otherTarget) {
        target = otherTarget;
    }

    /** All connections stay open and fall silent, as when a machine is gone; those that follow go to another server. */
    public void vanish(int otherTarget) {
        target = otherTarget;
        lives.incrementAndGet();
    }

    @Override
    public void close() {
        closed = true;
        redirect(0);
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listening.accept();
                sockets.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, sendings, false));
                Thread.ofVirtual().start(() -> pass(server, client, new AtomicInteger(), true));
            } catch (IOException e) {
                // Closed, or no server behind: its clients see their connection end.
                sockets.forEach(RedisProxy::end);
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicInteger count, boolean delayed) {
        byte[] buffer = new byte[BUFFER];
        int life = lives.get();
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (life != lives.get()) {
                    continue;
                }
                count.incrementAndGet();
                if (delayed) {
                    hold();
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // One side is gone; the other one ends with it.
        }
    }

    private void hold() {
        long end = System.nanoTime() + delay.toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
