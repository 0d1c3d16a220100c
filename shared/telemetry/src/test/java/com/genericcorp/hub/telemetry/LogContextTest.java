package com.genericcorp.hub.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogContextTest {
    private static final Trace TRACE = new Trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    @Test
    void closedTheFieldsFromBeforeHoldAgain() {
        try (LogContext outer = LogContext.request("req_outer")) {
            LogContext.tenant("ten_outer");
            try (LogContext inner = LogContext.request("req_inner")) {
                LogContext.tenant("ten_inner");
                LogContext.trace(TRACE);
            }

            assertThat(LogContext.requestId()).contains("req_outer");
            assertThat(MDC.get("tenant_id")).isEqualTo("ten_outer");
            assertThat(LogContext.trace()).isEmpty();
        }
        assertThat(LogContext.requestId()).isEmpty();
        assertThat(MDC.get("tenant_id")).isNull();
    }

    @Test
    void withoutSpansACallersTraceGoesOn() {
        Tracing traces = new PassedOnTraces();

        try (LogContext ignored = LogContext.open()) {
            traces.consume(
                    "provisioning",
                    Optional.of(TRACE),
                    () -> assertThat(traces.current()).contains(TRACE));
        }

        assertThat(traces.current()).isEmpty();
    }
}
