package com.genericcorp.hub.tracing;

import com.genericcorp.hub.telemetry.LogContext;
import com.genericcorp.hub.telemetry.Trace;
import com.genericcorp.hub.telemetry.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Records each message's work as a span of the trace that the message was sent in. */
@Singleton
public final class RecordedTraces implements Tracing {
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;

    private final Tracer tracer;

    RecordedTraces(OpenTelemetry openTelemetry) {
        this.tracer = openTelemetry.getTracer("com.genericcorp.hub");
    }

    /** The running span; a caller's trace where none runs, as when the SDK is disabled. */
    @Override
    public Optional<Trace> current() {
        SpanContext running = Span.current().getSpanContext();
        return running.isValid()
                ? Optional.of(new Trace("00-" + running.getTraceId() + '-' + running.getSpanId() + '-'
                        + running.getTraceFlags().asHex()))
                : LogContext.trace();
    }

    @Override
    public void consume(String name, Optional<Trace> cause, Runnable work) {
        Context parent = cause.map(trace -> Context.root().with(Span.wrap(context(trace))))
                .orElseGet(Context::root);
        Span span = tracer.spanBuilder("process " + name)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent)
                .startSpan();
        try (LogContext fields = LogContext.open();
                Scope scope = parent.with(span).makeCurrent()) {
            cause.ifPresent(LogContext::trace);
            work.run();
        } catch (RuntimeException e) {
            // No message: what failed may quote what it worked on.
            span.setStatus(StatusCode.ERROR, e.getClass().getName());
            throw e;
        } finally {
            span.end();
        }
    }

    private static SpanContext context(Trace trace) {
        String text = trace.traceparent();
        return SpanContext.createFromRemoteParent(
                text.substring(TRACE_ID, SPAN_ID - 1),
                text.substring(SPAN_ID, FLAGS - 1),
                TraceFlags.fromHex(text, FLAGS),
                TraceState.getDefault());
    }
}
