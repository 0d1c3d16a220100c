package com.genericcorp.hub.api.pricebook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /admin/v1/price-book}.
 *
 * @param currency ISO 4217
 * @param effectiveFrom a full hour; null: from the start of the running one
 */
@RegisterForReflection
record NewPriceBook(
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @Nullable Instant effectiveFrom,
        @NotNull @Size(max = 1000) List<@NotNull @Valid Price> prices) {

    /**
     * What a unit of a meter costs.
     *
     * @param provider null: for every provider that has no price of its own, and where the meter knows none
     * @param unitPrice a decimal of at most 12 digits before and 12 after the point
     */
    @RegisterForReflection
    record Price(
            @NotNull String meter,

            @Nullable @Pattern(regexp = "[a-z][a-z0-9_-]{0,39}")
            String provider,

            @NotNull @Pattern(regexp = "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,12})?")
            String unitPrice) {}
}
