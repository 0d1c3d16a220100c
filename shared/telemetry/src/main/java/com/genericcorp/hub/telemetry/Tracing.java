package com.genericcorp.hub.telemetry;

import java.util.Optional;

/** Carries traces on. Builds with {@code -Dtracing} record spans; all others pass on what callers sent. */
public interface Tracing {

    /** What this thread's messages shall carry. */
    Optional<Trace> current();

    /** Does {@code work} as a part of the trace that {@code cause} belongs to. */
    void consume(String name, Optional<Trace> cause, Runnable work);
}
