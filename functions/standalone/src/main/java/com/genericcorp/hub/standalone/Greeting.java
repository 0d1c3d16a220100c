package com.genericcorp.hub.standalone;

import java.net.URI;
import java.util.Optional;

/** What a person sees when the hub is up. Its last line is read by scripts too. */
final class Greeting {
    private Greeting() {}

    static String text(URI url, String key, StateDirectory state, Optional<String> parts) {
        return """

                Started %s; data and hub.log in %s

                  URL       %s
                  demo key  %s

                Tokens:
                  ./hub token operator
                  ./hub token tenant demo

                Try:
                  curl -H 'Authorization: Bearer %s' %s/v1/tenant
                  curl -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \
                -d '{"provider":"github","name":"my repositories"}' %s/v1/connections
                  curl -H 'Authorization: Bearer %s' %s/v1/events

                hub ready at %s
                """.formatted(
                        parts.map(names -> names + " and the hub").orElse("the hub on the servers of the environment"),
                        state.path(),
                        url,
                        key,
                        key,
                        url,
                        key,
                        url,
                        key,
                        url,
                        url);
    }
}
