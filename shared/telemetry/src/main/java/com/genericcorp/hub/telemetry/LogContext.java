package com.genericcorp.hub.telemetry;

import java.util.Optional;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Fields that every log line of the current request or message carries; closed, those that held before. */
public final class LogContext implements AutoCloseable {
    private static final String REQUEST_ID = "request_id";
    private static final String TENANT_ID = "tenant_id";
    private static final String TRACEPARENT = "traceparent";

    private final @Nullable Object requestBefore = MDC.get(REQUEST_ID);
    private final @Nullable Object tenantBefore = MDC.get(TENANT_ID);
    private final @Nullable Object traceBefore = MDC.get(TRACEPARENT);

    private LogContext() {}

    /** Remembers what holds, and sets nothing yet. */
    public static LogContext open() {
        return new LogContext();
    }

    public static LogContext request(String requestId) {
        LogContext context = open();
        MDC.put(REQUEST_ID, requestId);
        return context;
    }

    /** A part of {@code requestId}'s work that is about one tenant, in a thread of its own. */
    public static LogContext ofTenant(Optional<String> requestId, String tenantId) {
        LogContext context = open();
        requestId.ifPresent(id -> MDC.put(REQUEST_ID, id));
        tenant(tenantId);
        return context;
    }

    public static void tenant(String tenantId) {
        MDC.put(TENANT_ID, tenantId);
    }

    public static void trace(Trace trace) {
        MDC.put(TRACEPARENT, trace.traceparent());
    }

    /** The request that this thread works for. */
    public static Optional<String> requestId() {
        return Optional.ofNullable((String) MDC.get(REQUEST_ID));
    }

    /** The trace that a caller or a message brought along. */
    public static Optional<Trace> trace() {
        return Trace.parse((String) MDC.get(TRACEPARENT));
    }

    @Override
    public void close() {
        put(REQUEST_ID, requestBefore);
        put(TENANT_ID, tenantBefore);
        put(TRACEPARENT, traceBefore);
    }

    private static void put(String key, @Nullable Object value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
