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
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jspecify.annotations.Nullable;

/** Around every request, whatever answers it: its id, the security and CORS headers, the declared length, the metrics, its line in the log. */
@ApplicationScoped
public class RequestFilter {
    private static final Logger ACCESS = Logger.getLogger("hub.access");
    private static final java.util.logging.Level LEVEL = Level.INFO;
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
    private final class Tally implements RequestTenant.Proved {
        private final RoutingContext context;
        private final Context local =
                Objects.requireNonNull(Vertx.currentContext(), "requests run on a Vert.x context");
        private final Instant receivedAt = clock.instant();
        private final long start = System.nanoTime();
        private boolean counted;
        private boolean toldTenant;

        Tally(RoutingContext context) {
            this.context = context;
            RequestTenant.tell(context, this);
        }

        synchronized void count(int status) {
            if (!counted) {
                counted = true;
                Duration duration = Duration.ofNanos(System.nanoTime() - start);
                metrics.request(route(), status, duration);
                write(status, duration);
            }
        }

        /** Somebody was admitted after the caller had left: the request is the tenant's usage, so a line must say so. */
        @Override
        public synchronized void proved() {
            if (counted && !toldTenant) {
                write(NO_ANSWER, Duration.ofNanos(System.nanoTime() - start));
            }
        }

        private void write(int status, Duration duration) {
            Optional<RequestTenant> tenant = RequestTenant.of(context);
            toldTenant = tenant.isPresent();
            tenant.ifPresent(known -> metrics.apiRequest(known.id(), status));
            if (logged && ACCESS.isLoggable(LEVEL)) {
                boolean used = tenant.filter(RequestTenant::counted).isPresent();
                log(new AccessLine(
                        context.request().method().name(), route(), status, duration.toMillis(), used, receivedAt));
            }
            metrics.flush();
        }

        private String route() {
            @Nullable String matched = local.getLocal(ROUTE);
            return matched == null ? "other" : matched;
        }
    }

    /** Straight to the handlers: a line a request must not cost a formatter. */
    private static void log(AccessLine line) {
        ExtLogRecord entry = new ExtLogRecord(
                LEVEL, line.toString(), ExtLogRecord.FormatStyle.NO_FORMAT, RequestFilter.class.getName());
        entry.setLoggerName(ACCESS.getName());
        entry.setParameters(new Object[] {line});
        ACCESS.logRaw(entry);
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
