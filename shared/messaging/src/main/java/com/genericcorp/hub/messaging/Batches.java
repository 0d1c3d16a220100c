package com.genericcorp.hub.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Works through a batch, its messages side by side, and reports exactly those that failed. */
public final class Batches {
    private static final Logger LOG = Logger.getLogger(Batches.class);

    private Batches() {}

    public static BatchResponse run(Invocation.Batch batch, Consumer<Invocation.Item> work) {
        List<Future<?>> running = new ArrayList<>();
        List<BatchResponse.ItemFailure> failures = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Invocation.Item item : batch.items()) {
                running.add(executor.submit(() -> work.accept(item)));
            }
            for (int i = 0; i < running.size(); i++) {
                Invocation.Item item = batch.items().get(i);
                try {
                    running.get(i).get();
                } catch (ExecutionException e) {
                    LOG.warn("message " + item.messageId() + " failed", e.getCause());
                    failures.add(new BatchResponse.ItemFailure(item.messageId()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    failures.add(new BatchResponse.ItemFailure(item.messageId()));
                }
            }
        }
        return new BatchResponse(failures);
    }
}
