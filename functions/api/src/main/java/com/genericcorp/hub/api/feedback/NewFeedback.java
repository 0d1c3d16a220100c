package com.genericcorp.hub.api.feedback;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The body of {@code POST /v1/feedback}. */
@RegisterForReflection
record NewFeedback(
        @NotNull @Min(1) @Max(5) Integer rating,
        @NotBlank @Size(max = 4000) String text) {}
