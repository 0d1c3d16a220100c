package com.genericcorp.hub.api.change;

import com.genericcorp.hub.ids.TenantId;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * What a change is answered with, in the form in which it is also kept for a replay.
 *
 * @param location where the thing or its operation is read; empty where nothing can be
 * @param secretOf the tenant whose secret the body holds: it is kept encrypted under that tenant's key
 */
public record Answer(int status, Optional<String> location, Object body, Optional<TenantId> secretOf) {
    public static Answer created(String location, Object body) {
        return new Answer(Response.Status.CREATED.getStatusCode(), Optional.of(location), body, Optional.empty());
    }

    /** About something that cannot be read back. */
    public static Answer created(Object body) {
        return new Answer(Response.Status.CREATED.getStatusCode(), Optional.empty(), body, Optional.empty());
    }

    public static Answer accepted(Object body) {
        return new Answer(Response.Status.ACCEPTED.getStatusCode(), Optional.empty(), body, Optional.empty());
    }

    /** The same answer; its body shows a secret of {@code tenant}. */
    public Answer withSecretOf(TenantId tenant) {
        return new Answer(status, location, body, Optional.of(tenant));
    }

    /** The same answer; {@code path} is where its subject is read. */
    public Answer at(String path) {
        return new Answer(status, Optional.of(path), body, secretOf);
    }

    Response response() {
        return response(body).build();
    }

    /** The same again, by what was kept of it. */
    static Response replay(int status, Optional<String> location, byte[] body) {
        return new Answer(status, location, body, Optional.empty())
                .response(body)
                .header("Idempotency-Replayed", "true")
                .build();
    }

    private Response.ResponseBuilder response(Object entity) {
        Response.ResponseBuilder response = Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .entity(entity);
        location.ifPresent(path -> response.header("Location", path));
        return response;
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
