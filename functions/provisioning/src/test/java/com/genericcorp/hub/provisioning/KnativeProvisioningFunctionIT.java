package com.genericcorp.hub.provisioning;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import com.genericcorp.hub.testing.HubServers;
import org.junit.jupiter.api.Tag;

/** The same payloads as CloudEvents. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
@Tag("knative")
final class KnativeProvisioningFunctionIT extends ProvisioningFunctionIT {}
