package com.genericcorp.hub.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.telemetry.Trace;
import com.genericcorp.hub.telemetry.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedTracesTest {
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final Trace CAUSE = new Trace("00-" + TRACE_ID + "-b7ad6b7169203331-01");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Tracing traces = new RecordedTraces(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build());
    private final List<Optional<Trace>> seen = new ArrayList<>();

    @Test
    void theWorkIsASpanOfTheSendersTrace() {
        traces.consume("provisioning", Optional.of(CAUSE), () -> seen.add(traces.current()));

        SpanData span = exporter.getFinishedSpanItems().getFirst();
        assertThat(span.getName()).isEqualTo("process provisioning");
        assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(seen).containsExactly(Optional.of(new Trace("00-" + TRACE_ID + '-' + span.getSpanId() + "-01")));
    }

    @Test
    void aMessageOfNoTraceBeginsOne() {
        traces.consume("provisioning", Optional.empty(), () -> seen.add(traces.current()));

        assertThat(exporter.getFinishedSpanItems())
                .singleElement()
                .satisfies(span -> assertThat(span.getParentSpanId()).isEqualTo("0000000000000000"));
        assertThat(seen.getFirst()).isPresent();
    }

    @Test
    void afterwardsNothingRuns() {
        traces.consume("provisioning", Optional.empty(), () -> {});

        assertThat(traces.current()).isEmpty();
    }

    @Test
    void aFailureIsNamedWithoutItsMessage() {
        assertThatThrownBy(() -> traces.consume("provisioning", Optional.of(CAUSE), () -> {
                    throw new IllegalStateException("whsec_secret");
                }))
                .hasMessage("whsec_secret");

        assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain("whsec_secret");
    }

    @Test
    void withTheSdkDisabledTheCallersTraceGoesOn() {
        Tracing disabled = new RecordedTraces(OpenTelemetry.noop());

        disabled.consume("provisioning", Optional.of(CAUSE), () -> seen.add(disabled.current()));

        assertThat(seen).containsExactly(Optional.of(CAUSE));
    }
}
