package com.genericcorp.hub.telemetry;

import org.jboss.logging.MDC;

/** Fields that every log line of the current request or message carries. */
public final class LogContext implements AutoCloseable {
    private static final String REQUEST_ID = "request_id";
    private static final String TENANT_ID = "tenant_id";

    private LogContext() {}

    public static LogContext request(String requestId) {
        MDC.put(REQUEST_ID, requestId);
        return new LogContext();
    }

    public static void tenant(String tenantId) {
        MDC.put(TENANT_ID, tenantId);
    }

    @Override
    public void close() {
        MDC.remove(REQUEST_ID);
        MDC.remove(TENANT_ID);
    }
}
