package com.genericcorp.hub.api.tenant;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** The body of {@code POST /admin/v1/tenants}. */
@RegisterForReflection
record NewTenant(
        @NotNull @Pattern(regexp = Slug.FORM, message = "must match " + Slug.FORM)
        String slug,

        @NotBlank @Size(max = 200) String name,
        @NotNull String plan,
        @NotNull @Email @Size(max = 254) String adminEmail) {}
