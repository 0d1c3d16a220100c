package com.genericcorp.hub.api.http;

import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.LogContext;
import com.genericcorp.hub.telemetry.Trace;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Around every request, whatever answers it: its id, the security and CORS headers, the declared length, the metrics, its line in the log. */
@ApplicationScoped
public class RequestFilter {
    private static final Logger ACCESS = Logger.getLogger("hub.access");
    private static final int BEFORE_THE_BODY_LIMIT = 1000;
    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;
    /** What Quarkus REST keeps the matched path's template under, on the request's own Vert.x context. */
    private static final String ROUTE = "UrlPathTemplate";

    private static final int NO_ANSWER = 0;

    private final Ids ids;
    private final HubMetrics metrics;
    private final Problems problems;
    private final Cors cors;
    private final Clock clock;
    private final boolean logged;

    RequestFilter(Ids ids, HubMetrics metrics, Problems problems, Cors cors, Clock clock, HttpConfig config) {
        this.ids = ids;
        this.metrics = metrics;
        this.problems = problems;
        this.cors = cors;
        this.clock = clock;
        this.logged = config.accessLog();
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, BEFORE_THE_BODY_LIMIT);
    }

    /** The router refuses some requests by itself, before any filter: without a readable host, for one. */
    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_OTHERS).failureHandler(context -> {
            if (RequestId.isKept(context)) {
                context.next();
            } else {
                open(context);
                problems.answer(context, ErrorType.BAD_REQUEST, "The request could not be understood.");
            }
        });
    }

    private void filter(RoutingContext context) {
        open(context);
        joinAccept(context.request().headers());
        if (declaredLength(context.request().headers()) > Bodies.INGEST_LIMIT) {
            problems.answer(context, ErrorType.PAYLOAD_TOO_LARGE, "At most 4 MiB are accepted.");
        } else if (cors.isPreflight(context)) {
            cors.answerPreflight(context);
        } else {
            context.next();
        }
    }

    /** Quarkus REST chooses a form by the first line alone. */
    private static void joinAccept(MultiMap headers) {
        if (headers.getAll("Accept").size() > 1) {
            HeaderValues.get(headers, "Accept").ifPresent(accept -> headers.set("Accept", accept));
        }
    }

    private void open(RoutingContext context) {
        Tally tally = new Tally(context);
        String requestId = ids.next(IdKind.REQUEST).toString();
        RequestId.keep(context, requestId);
        LogContext.request(requestId);
        Trace.parse(context.request().getHeader(Trace.HEADER)).ifPresent(LogContext::trace);
        context.addHeadersEndHandler(ignored -> {
            SecurityHeaders.add(context.response().headers(), requestId);
            cors.addHeaders(context);
            tally.count(context.response().getStatusCode());
        });
        context.addEndHandler(ignored -> tally.count(NO_ANSWER));
    }

    /**
     * Counts a request when its answer begins: nothing may be left to do when it was sent, since on Lambda the instance is
     * frozen then. A request whose caller left before is counted at its end.
     */
    private final class Tally {
        private final RoutingContext context;
        private final Context local =
                Objects.requireNonNull(Vertx.currentContext(), "requests run on a Vert.x context");
        private final Instant receivedAt = clock.instant();
        private final long start = System.nanoTime();
        private boolean counted;

        Tally(RoutingContext context) {
            this.context = context;
        }

        synchronized void count(int status) {
            if (counted) {
                return;
            }
            counted = true;
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            @Nullable String matched = local.getLocal(ROUTE);
            String route = matched == null ? "other" : matched;
            Optional<RequestTenant> tenant = RequestTenant.of(context);
            metrics.request(route, status, duration);
            tenant.ifPresent(known -> metrics.apiRequest(known.id(), status));
            if (logged) {
                boolean used = tenant.filter(RequestTenant::counted).isPresent();
                ACCESS.infof(
                        "%s",
                        new AccessLine(
                                context.request().method().name(),
                                route,
                                status,
                                duration.toMillis(),
                                used,
                                receivedAt));
            }
            metrics.flush();
        }
    }

    private static long declaredLength(MultiMap headers) {
        String length = headers.get("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0; // The HTTP server refuses it; not this filter's matter.
        }
    }
}
