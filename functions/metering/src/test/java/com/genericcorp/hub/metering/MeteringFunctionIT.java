package com.genericcorp.hub.metering;

import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** As Lambda invokes it. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
final class MeteringFunctionIT extends FunctionContract {}
