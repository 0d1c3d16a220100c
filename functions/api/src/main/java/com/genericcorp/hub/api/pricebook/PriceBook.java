package com.genericcorp.hub.api.pricebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price book as the API shows it: in force from a full hour on, until the next one is.
 *
 * @param createdBy the operator
 */
@RegisterForReflection
record PriceBook(String currency, Instant effectiveFrom, List<Price> prices, Instant createdAt, String createdBy) {
    PriceBook {
        prices = List.copyOf(prices);
    }

    /** @param unitPrice exact, without trailing zeros and exponent */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Price(String meter, @Nullable String provider, String unitPrice) {
        static Price of(String meter, String provider, BigDecimal unitPrice) {
            return new Price(
                    meter,
                    provider.isEmpty() ? null : provider,
                    unitPrice.stripTrailingZeros().toPlainString());
        }

        String providerOrAny() {
            return provider == null ? "" : provider;
        }
    }

    /** Whether both ask the same for the same. */
    boolean saysAs(PriceBook other) {
        return currency.equals(other.currency)
                && effectiveFrom.equals(other.effectiveFrom)
                && prices.equals(other.prices);
    }

    /** The books of the installation that count now or will, the one in force last. */
    @RegisterForReflection
    record Shelf(List<PriceBook> data) {
        Shelf {
            data = List.copyOf(data);
        }
    }
}
