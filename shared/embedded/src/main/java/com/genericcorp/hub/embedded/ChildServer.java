package com.genericcorp.hub.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A server as a child process: its port is found at the first start and kept by every later one. */
final class ChildServer {
    private static final int FREE_PORT_TRIES = 5;

    private final IntFunction<Process> launch;
    private final String stopSignal;
    private final Duration patience;
    private int port;
    private @Nullable Process process;

    /**
     * @param port 0 for a free one
     * @param launch starts the server on a port and returns when it is ready, or throws
     *     {@link EmbeddedServerException}, also because somebody else was quicker to take the port
     * @param stopSignal asks it to stop, by the name that {@code kill} takes
     * @param patience how long it may take to stop before it is killed
     */
    ChildServer(int port, IntFunction<Process> launch, String stopSignal, Duration patience) {
        this.port = port;
        this.launch = launch;
        this.stopSignal = stopSignal;
        this.patience = patience;
    }

    int port() {
        return port;
    }

    void start() {
        if (port != 0) {
            process = launch.apply(port);
            return;
        }
        for (int attempt = 1; port == 0; attempt++) {
            int candidate = Ports.free();
            try {
                process = launch.apply(candidate);
                port = candidate;
            } catch (EmbeddedServerException e) {
                if (attempt == FREE_PORT_TRIES) {
                    throw e;
                }
            }
        }
    }

    void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + stopSignal, Long.toString(running.pid()))
                    .start()
                    .waitFor();
            if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                ChildProcesses.kill(running.toHandle());
            }
        } catch (IOException e) {
            ChildProcesses.kill(running.toHandle());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ChildProcesses.kill(running.toHandle());
        }
        process = null;
    }

    /** Kills it with everything below it. */
    void crash() {
        Process running = process;
        if (running != null) {
            ChildProcesses.kill(running.toHandle());
            process = null;
        }
    }
}
