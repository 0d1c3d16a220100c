package com.genericcorp.hub.api.document;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /openapi}: the contract, for everybody. */
@Path("/openapi")
public class OpenApiResource {
    private static final String CACHED = "public, max-age=3600";

    private final OpenApiDocument document;

    OpenApiResource(OpenApiDocument document) {
        this.document = document;
    }

    @GET
    public Response get(@RestQuery @Nullable String format, @Context Request request) {
        OpenApiForm form = OpenApiForm.named(format);
        OpenApiDocument.Text text = document.in(form);
        EntityTag tag = new EntityTag(text.tag());
        Response.@Nullable ResponseBuilder current = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                current == null ? Response.ok(text.bytes()).type(form.mediaType()) : current;
        return answer.tag(tag).header("Cache-Control", CACHED).build();
    }
}
