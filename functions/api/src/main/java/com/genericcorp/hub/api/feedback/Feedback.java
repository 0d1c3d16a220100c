package com.genericcorp.hub.api.feedback;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** Feedback as it was taken. */
@RegisterForReflection
record Feedback(int rating, String text, Instant createdAt) {}
