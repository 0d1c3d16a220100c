package com.genericcorp.hub.api.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Sends the same request many times at the same instant, as nearly as a barrier can make it. */
public final class Together {
    private Together() {}

    public static List<Answer> send(int times, Supplier<Request> request) {
        CyclicBarrier barrier = new CyclicBarrier(times);
        try (ExecutorService executor = Executors.newFixedThreadPool(times)) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                Request own = request.get();
                running.add(executor.submit(() -> afterAll(barrier, own)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : running) {
                answers.add(future.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer afterAll(CyclicBarrier barrier, Request request)
            throws InterruptedException, BrokenBarrierException {
        barrier.await();
        return request.send();
    }
}
