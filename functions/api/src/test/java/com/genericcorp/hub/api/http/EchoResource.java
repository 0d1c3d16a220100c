package com.genericcorp.hub.api.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestPath;

/** Says what reached a resource, as resources read it, and answers with headers that are hard to carry. */
@Path("/test/echo/{rest:.*}")
@Produces(MediaType.APPLICATION_JSON)
public class EchoResource {
    @GET
    public Response get(@RestPath String rest, @Context HttpHeaders headers, @Context UriInfo uri) {
        return answer(rest, headers, uri, new byte[0]);
    }

    @POST
    public Response post(@RestPath String rest, @Context HttpHeaders headers, @Context UriInfo uri, InputStream body) {
        return answer(rest, headers, uri, Bodies.read(body, Bodies.INGEST_LIMIT));
    }

    private static Response answer(String rest, HttpHeaders headers, UriInfo uri, byte[] body) {
        Map<String, String> shown = new TreeMap<>();
        for (String name : List.of(
                "webhook-signature", "x-pagerduty-signature", "x-repeated", "x-odd", "cookie", "content-type")) {
            HeaderValues.get(headers, name).ifPresent(value -> shown.put(name, value));
        }
        Map<String, Object> echo = new LinkedHashMap<>();
        echo.put("path", rest);
        echo.put("query", uri.getQueryParameters());
        echo.put("headers", shown);
        echo.put("body", Base64.getEncoder().encodeToString(body));
        return Response.ok(echo)
                .header("Link", "</a>; rel=\"next\", </b>; rel=\"prev\"")
                .header("X-Repeated", "one")
                .header("X-Repeated", "two, three")
                .header("Set-Cookie", "a=1; Expires=Wed, 01 Jan 2031 00:00:00 GMT")
                .header("Set-Cookie", "b=2")
                .build();
    }
}
