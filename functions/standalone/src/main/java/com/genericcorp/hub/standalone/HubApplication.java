package com.genericcorp.hub.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;

/** Once the API answers: sees to the demo tenant, greets, and waits for the end. */
public final class HubApplication implements QuarkusApplication {
    private static final String SUBJECT = "hub-run";

    private final StandaloneConfig config;
    private final HttpServer server;
    private final Clock clock;
    private final PrintStream terminal;

    @SuppressWarnings("SystemOut")
    HubApplication(StandaloneConfig config, HttpServer server, Clock clock) {
        this.config = config;
        this.server = server;
        this.clock = clock;
        this.terminal = System.out;
    }

    @Override
    public int run(String... words) throws IOException {
        StateDirectory state = new StateDirectory(config.state());
        URI url = URI.create("http://127.0.0.1:" + server.getPort());
        LocalIssuer issuer = LocalIssuer.open(state, clock);
        String key;
        try (HubClient client = new HubClient(url, () -> issuer.operatorToken(SUBJECT))) {
            key = new DemoTenant(client, state).ensure();
        }
        StateDirectory.writePrivately(state.url(), url.toString());
        // Straight to the terminal: the key must never pass a logger.
        terminal.print(Greeting.text(url, key, state, config.parts()));
        terminal.flush();
        Quarkus.waitForExit();
        return 0;
    }
}
