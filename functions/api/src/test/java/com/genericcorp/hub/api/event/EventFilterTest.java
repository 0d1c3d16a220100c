package com.genericcorp.hub.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventFilterTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void passesEverythingWhenNothingIsAskedFor() {
        assertThat(EventFilter.parse(null, null, null, null, null))
                .isEqualTo(new EventFilter(null, null, null, null, null));
    }

    @Test
    void readsTheConnection() {
        Id connection = new Id(IdKind.CONNECTION, UUID.randomUUID());

        assertThat(EventFilter.parse("t", "p", connection.toString(), null, null))
                .isEqualTo(new EventFilter("t", "p", connection.uuid(), null, null));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> EventFilter.parse(null, null, "con_", null, null));
    }

    @Test
    void boundsTheIdsOfTheTimesBetween() {
        EventFilter filter = EventFilter.parse(
                null, null, null, NOON.toString(), NOON.plusMillis(1).toString());

        assertThat(id(NOON)).isBetween(text(filter.lowestId()), text(filter.aboveHighestId()));
        assertThat(id(NOON.minusMillis(1))).isLessThan(text(filter.lowestId()));
        assertThat(id(NOON.plusMillis(1))).isGreaterThanOrEqualTo(text(filter.aboveHighestId()));
    }

    /** As text, whose order is PostgreSQL's order of uuid; Java's own is another. */
    private static String id(Instant time) {
        return text(new Ids(Clock.systemUTC(), new Random(1))
                .nextAt(IdKind.EVENT, time)
                .uuid());
    }

    private static String text(@Nullable UUID id) {
        return String.valueOf(id);
    }
}
