package com.genericcorp.hub.api.metrics;

import com.genericcorp.hub.access.admission.Authenticator;
import com.genericcorp.hub.api.http.Problems;
import com.genericcorp.hub.problem.ErrorType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jboss.logging.Logger;

/** Lets {@code /metrics} be read from the same machine or by an operator, and by nobody else: it names tenants. */
@ApplicationScoped
public class MetricsGate {
    private static final Logger LOG = Logger.getLogger(MetricsGate.class);
    private static final int AFTER_THE_REQUEST_FILTER = 900;

    private final Authenticator authenticator;
    private final Problems problems;

    MetricsGate(Authenticator authenticator, Problems problems) {
        this.authenticator = authenticator;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, AFTER_THE_REQUEST_FILTER);
    }

    private void filter(RoutingContext context) {
        if (!isMetrics(context.normalizedPath()) || fromThisMachine(context.request())) {
            context.next();
            return;
        }
        // A token may need its issuer's keys fetched, which must not hold up the event loop.
        context.vertx()
                .executeBlocking(() -> byOperator(context.request()), false)
                .onSuccess(allowed -> {
                    if (allowed) {
                        context.next();
                    } else {
                        problems.answer(context, ErrorType.UNAUTHENTICATED, "Metrics are for operators.");
                    }
                })
                .onFailure(e -> {
                    LOG.warn("metrics were asked for and the caller could not be checked", e);
                    problems.answer(context, ErrorType.UNAVAILABLE, "");
                });
    }

    /** The scraper's routes are the path and everything below it. */
    private static boolean isMetrics(String path) {
        return path.equals("/metrics") || path.startsWith("/metrics/");
    }

    /** A request that a proxy passed on comes from somewhere else, wherever the proxy stands. */
    private static boolean fromThisMachine(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return remote != null
                && remote.hostAddress() != null
                && !request.headers().contains("X-Forwarded-For")
                && !request.headers().contains("Forwarded")
                && new InetSocketAddress(remote.hostAddress(), 0).getAddress() instanceof InetAddress address
                && address.isLoopbackAddress();
    }

    private boolean byOperator(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authenticator.operator(authorization).isPresent();
    }
}
