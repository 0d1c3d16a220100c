package com.genericcorp.hub.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @Test
    void readsATimeInAnyOffset() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");

        assertThat(Rfc3339.parse("2026-01-31T12:00:00Z")).contains(noon);
        assertThat(Rfc3339.parse("2026-01-31t14:00:00.000+02:00")).contains(noon);
        assertThat(Rfc3339.parse("1970-01-01T00:00:00Z")).contains(Instant.EPOCH);
        assertThat(Rfc3339.parse("9999-12-31T23:59:59Z")).contains(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "2026-02-30T12:00:00Z",
                "1767225600",
                "1969-12-31T23:59:59Z",
                "10000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "-2026-01-31T12:00:00Z"
            })
    void knowsNoOtherTime(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }
}
