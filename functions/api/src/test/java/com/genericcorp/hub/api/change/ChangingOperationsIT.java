package com.genericcorp.hub.api.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Route;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation that changes something stands in the table by which changes are tested. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class ChangingOperationsIT {
    /** A provider's delivery is no change to audit; its own tests repeat it. */
    private static final String INGEST = "POST /v1/ingest/{id}";

    @Test
    void allStandInTheTable() {
        List<String> routes =
                Route.all().filter(Route::changes).map(Route::toString).toList();

        assertThat(routes)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(INGEST),
                                ChangingOperation.all().stream().map(ChangingOperation::route))
                        .toList());
    }
}
