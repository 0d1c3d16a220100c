package com.genericcorp.hub.standalone;

import com.genericcorp.hub.problem.Refusal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/**
 * {@code GET /.well-known/jwks.json}: the public key of {@link LocalIssuer}, for other programs on this machine that
 * check its tokens. A deployed hub issues none, so only this one has keys to show.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-8.5.2">RFC 7517, 8.5.2: the media type</a>
 */
@Path("/.well-known/jwks.json")
public class KeySetResource {
    /** What the hub itself keeps an issuer's keys for, in seconds: see IssuerKeys. */
    private static final String CACHED = "public, max-age=600";

    private final StandaloneConfig config;

    KeySetResource(StandaloneConfig config) {
        this.config = config;
    }

    @GET
    public Response keys() throws IOException {
        String keys = StateDirectory.read(LocalIssuer.jwks(new StateDirectory(config.state())))
                .orElseThrow(() -> Refusal.notFound("key set"));
        // Whatever the client says that it accepts: there is one representation.
        return Response.ok(keys, "application/jwk-set+json")
                .header("Cache-Control", CACHED)
                .build();
    }
}
