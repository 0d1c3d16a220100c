package com.genericcorp.hub.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** {@code ./hub token operator|tenant <slug>}: prints a token and nothing else. Starts no application. */
final class TokenCommand {
    private static final String SUBJECT = "hub-token";
    private static final String USAGE = "usage: ./hub token operator | ./hub token tenant <slug>";

    private TokenCommand() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] words) {
        System.exit(run(List.of(words), System.getenv(), Clock.systemUTC(), System.out, System.err));
    }

    /** @return the exit code */
    static int run(List<String> words, Map<String, String> environment, Clock clock, PrintStream out, PrintStream err) {
        try {
            out.println(token(words, StateDirectory.of(environment), clock));
            return 0;
        } catch (StartException e) {
            err.println("hub: " + e.getMessage());
        } catch (IOException e) {
            err.println("hub: cannot read the hub's state: " + e.getMessage());
        }
        return 1;
    }

    private static String token(List<String> words, StateDirectory state, Clock clock) throws IOException {
        if (words.equals(List.of("operator"))) {
            return LocalIssuer.open(state, clock).operatorToken(SUBJECT);
        }
        if (words.size() == 2 && words.getFirst().equals("tenant")) {
            LocalIssuer issuer = LocalIssuer.open(state, clock);
            return issuer.tenantToken(SUBJECT, tenantId(words.get(1), state, issuer));
        }
        throw new StartException(USAGE);
    }

    private static String tenantId(String slug, StateDirectory state, LocalIssuer issuer) throws IOException {
        if (!slug.matches("[a-z0-9-]{1,64}")) {
            throw new StartException("\"" + slug + "\" is not the slug of a tenant");
        }
        String url = StateDirectory.read(state.url())
                .orElseThrow(() -> new StartException("the hub is not running; ./hub run starts it"));
        try (HubClient client = new HubClient(URI.create(url), () -> issuer.operatorToken(SUBJECT))) {
            return client.tenant(slug)
                    .map(tenant -> tenant.path("id").asText())
                    .orElseThrow(() -> new StartException("no tenant has the slug " + slug));
        }
    }
}
