package com.genericcorp.hub.api.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.api.http.Patch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** The body of {@code PATCH /v1/connections/{id}}; within {@code config} it is a merge patch all the way down. */
@RegisterForReflection
record ConnectionPatch(
        Patch<@NotBlank @Size(max = 200) String> name,
        Patch<@NotNull @Pattern(regexp = "enabled|disabled", message = "must be enabled or disabled") String> status,
        Patch<ObjectNode> config) {}
