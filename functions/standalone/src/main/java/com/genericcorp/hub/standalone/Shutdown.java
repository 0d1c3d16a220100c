package com.genericcorp.hub.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The order of the end. A JVM runs its shutdown hooks all at once, but the servers must outlive the application that
 * uses them: this hook waits for the application, though not for ever.
 */
final class Shutdown {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final StateDirectory state;
    private final AtomicBoolean applicationStarts = new AtomicBoolean();
    private final CountDownLatch applicationStopped = new CountDownLatch(1);

    Shutdown(StateDirectory state) {
        this.state = state;
    }

    void thenClose(EmbeddedParts parts) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(parts), "stop-embedded-servers"));
    }

    void applicationStarts() {
        applicationStarts.set(true);
    }

    void applicationStopped() {
        applicationStopped.countDown();
    }

    private void close(EmbeddedParts parts) {
        try {
            Files.deleteIfExists(state.url());
            if (applicationStarts.get() && !applicationStopped.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.getLogger(Shutdown.class.getName())
                        .log(System.Logger.Level.WARNING, "the application still runs; stopping its servers anyway");
            }
        } catch (IOException e) {
            System.getLogger(Shutdown.class.getName()).log(System.Logger.Level.WARNING, "hub-url stays behind", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            parts.close();
        }
    }
}
