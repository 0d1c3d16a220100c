package com.genericcorp.hub.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.messaging.Invocation.Item;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final Invocation.Batch TEN = new Invocation.Batch(IntStream.range(0, 10)
            .mapToObj(i -> new Item("m-" + i, "{}", Origin.UNKNOWN))
            .toList());

    private final Set<String> done = ConcurrentHashMap.newKeySet();

    @Test
    void aBatchThatWentWellReportsNothing() {
        assertThat(Batches.run(TEN, work())).isEqualTo(BatchResponse.ALL_DONE);
        assertThat(done).hasSize(10);
    }

    @Test
    void oneBadMessageIsReportedAloneAndTheOthersAreDone() {
        BatchResponse response = Batches.run(TEN, failing(Set.of("m-3"), () -> {
            throw new IllegalArgumentException("bad message");
        }));

        assertThat(response).isEqualTo(failures("m-3"));
        assertThat(done).hasSize(9).doesNotContain("m-3");
    }

    @Test
    void whatIsNoExceptionIsAFailureToo() {
        BatchResponse response = Batches.run(TEN, failing(Set.of("m-0", "m-9"), () -> {
            throw new StackOverflowError("out of luck");
        }));

        assertThat(response).isEqualTo(failures("m-0", "m-9"));
        assertThat(done).hasSize(8);
    }

    /** Each waits for all the others: one after another they would never be done. */
    @Test
    void messagesAreWorkedOnSideBySide() {
        CyclicBarrier all = new CyclicBarrier(TEN.items().size());

        BatchResponse response = Batches.run(TEN, item -> {
            try {
                all.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(response).isEqualTo(BatchResponse.ALL_DONE);
    }

    @Test
    void theAnswerHasTheFormThatLambdaReads() throws JsonProcessingException {
        assertThat(new ObjectMapper().writeValueAsString(failures("m-1")))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}");
        assertThat(new ObjectMapper().writeValueAsString(BatchResponse.ALL_DONE))
                .isEqualTo("{\"batchItemFailures\":[]}");
    }

    private Consumer<Item> work() {
        return item -> done.add(item.messageId());
    }

    private Consumer<Item> failing(Set<String> ids, Runnable failure) {
        return item -> {
            if (ids.contains(item.messageId())) {
                failure.run();
            }
            done.add(item.messageId());
        };
    }

    private static BatchResponse failures(String... ids) {
        return new BatchResponse(
                List.of(ids).stream().map(BatchResponse.ItemFailure::new).toList());
    }
}
