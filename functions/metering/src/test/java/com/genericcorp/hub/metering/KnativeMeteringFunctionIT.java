package com.genericcorp.hub.metering;

import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;

/** The same payloads as CloudEvents. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
@Tag("knative")
final class KnativeMeteringFunctionIT extends FunctionContract {}
