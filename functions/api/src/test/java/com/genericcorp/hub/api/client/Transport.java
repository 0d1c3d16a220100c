package com.genericcorp.hub.api.client;

import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Carries requests to the application under test. */
sealed interface Transport permits ApiGateway, PlainHttp {
    Answer send(Request request);

    static Transport ofThisShape() {
        return eventAddress()
                .<Transport>map(address -> new ApiGateway(URI.create("http://" + address)))
                .orElseGet(() ->
                        new PlainHttp(ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class)));
    }

    private static Optional<String> eventAddress() {
        return ConfigProvider.getConfig().getOptionalValue("quarkus-internal.aws-lambda.test-api", String.class);
    }
}
