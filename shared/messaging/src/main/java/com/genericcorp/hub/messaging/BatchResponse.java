package com.genericcorp.hub.messaging;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * Which messages of a batch shall come again; the others are done.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
@RegisterForReflection
public record BatchResponse(List<ItemFailure> batchItemFailures) {
    public static final BatchResponse ALL_DONE = new BatchResponse(List.of());

    public BatchResponse {
        batchItemFailures = List.copyOf(batchItemFailures);
    }

    /** The id of a message that shall come again. */
    @RegisterForReflection
    public record ItemFailure(String itemIdentifier) {}
}
