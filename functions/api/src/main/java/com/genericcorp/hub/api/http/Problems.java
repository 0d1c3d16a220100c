package com.genericcorp.hub.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.DatabaseUnavailableException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one place that turns exceptions into problems. */
@Singleton
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String NOT_IN_UTF8 = "22021";

    private final ObjectMapper mapper;

    public Problems(ApiJson json) {
        this.mapper = json.mapper();
    }

    @ServerExceptionMapper
    public Response refusal(Refusal refusal, RoutingContext context) {
        Problem problem = Problem.of(refusal.type(), refusal.getMessage(), refusal.errors(), RequestId.of(context));
        Response.ResponseBuilder response = response(problem);
        if (refusal.type() == ErrorType.UNAUTHENTICATED) {
            response.header("WWW-Authenticate", "Bearer");
        }
        if (refusal.type() == ErrorType.UNAVAILABLE) {
            response.header("Retry-After", "1");
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response databaseUnavailable(DatabaseUnavailableException e, RoutingContext context) {
        LOG.warnf("PostgreSQL is away: %s", e.getMessage());
        return response(Problem.of(ErrorType.UNAVAILABLE, null, List.of(), RequestId.of(context)))
                .header("Retry-After", "1")
                .build();
    }

    /** A text that no column can hold is the caller's mistake, wherever in the request it came from. */
    @ServerExceptionMapper
    public Response databaseRefused(DatabaseException e, RoutingContext context) {
        return e.sqlState().equals(NOT_IN_UTF8)
                ? plain(ErrorType.BAD_REQUEST, "The request holds a text with U+0000.", context)
                : unexpected(e, context);
    }

    /** What the HTTP layer itself refuses: no such path, method, content type or representation. */
    @ServerExceptionMapper
    public Response http(WebApplicationException e, RoutingContext context) {
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 404 -> plain(ErrorType.NOT_FOUND, "No such path.", context);
            case 405 -> plain(ErrorType.METHOD_NOT_ALLOWED, "Not for this path.", context);
            case 406 -> plain(ErrorType.NOT_ACCEPTABLE, "This is not answered in any form that Accept names.", context);
            case 413 -> plain(ErrorType.PAYLOAD_TOO_LARGE, "The body is too large.", context);
            case 415 -> plain(ErrorType.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.", context);
            default ->
                status < 500
                        ? plain(ErrorType.BAD_REQUEST, "The request could not be understood.", context)
                        : unexpected(e, context);
        };
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, RoutingContext context) {
        LOG.error("request failed", e);
        return plain(ErrorType.INTERNAL, null, context);
    }

    /** Answers before any resource is reached. */
    public void answer(RoutingContext context, ErrorType type, String detail) {
        Problem problem = Problem.of(type, detail, List.of(), RequestId.of(context));
        if (context.request().version() != HttpVersion.HTTP_2) {
            // A body may be on its way that nobody will read. HTTP/2 ends the stream instead and forbids the header.
            context.response().putHeader("Connection", "close");
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(json(problem)));
    }

    private Response plain(ErrorType type, @Nullable String detail, RoutingContext context) {
        return response(Problem.of(type, detail, List.of(), RequestId.of(context)))
                .build();
    }

    private Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(json(problem));
    }

    private byte[] json(Problem problem) {
        try {
            return mapper.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
