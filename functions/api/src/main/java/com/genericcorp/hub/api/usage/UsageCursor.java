package com.genericcorp.hub.api.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.usage.Meter;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The last row of a page of usage, below which the next one starts. To callers it is opaque. */
record UsageCursor(Instant windowStart, TenantId tenant, String meter, String provider) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,12}) (ten_[0-9a-z]{26}) ([a-z_]+) ([!-~]{0,100})");

    /** @throws Refusal when it is none */
    static Optional<UsageCursor> parse(@Nullable String cursor) {
        return cursor == null
                ? Optional.empty()
                : Optional.of(read(cursor).orElseThrow(() -> Refusal.invalid("cursor", "Not a cursor of this list.")));
    }

    private static Optional<UsageCursor> read(String cursor) {
        try {
            Matcher parts = TEXT.matcher(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
            if (!parts.matches() || Meter.of(parts.group(3)).isEmpty()) {
                return Optional.empty();
            }
            Instant start = Instant.ofEpochSecond(Long.parseLong(parts.group(1)));
            return TenantId.parse(parts.group(2))
                    .map(tenant -> new UsageCursor(start, tenant, parts.group(3), parts.group(4)))
                    .filter(read -> read.text().equals(cursor));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param row one that names its tenant */
    static UsageCursor of(UsageRow row) {
        TenantId tenant = row.tenantId();
        if (tenant == null) {
            throw new IllegalArgumentException("a row of no tenant");
        }
        String provider = row.provider();
        return new UsageCursor(row.windowStart(), tenant, row.meter(), provider == null ? "" : provider);
    }

    String text() {
        String text = windowStart.getEpochSecond() + " " + tenant + " " + meter + " " + provider;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
