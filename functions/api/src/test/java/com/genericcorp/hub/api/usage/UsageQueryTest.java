package com.genericcorp.hub.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.problem.FieldError;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.usage.Width;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageQueryTest {
    private static final Instant NOW = Instant.parse("2024-02-29T23:59:59.999999Z");
    /** Of 2262. */
    private static final long LATEST = 9_223_372_036L;

    @Property
    void everyMomentIsInOneWindowThatStartsWhereTheOneBeforeEnds(
            @ForAll Width width,
            @ForAll @LongRange(max = LATEST) long second,
            @ForAll @IntRange(max = 999_999) int micros) {
        Instant time = Instant.ofEpochSecond(second, micros * 1000L);

        Instant start = width.start(time);
        Instant end = width.end(time);

        assertThat(start).isBeforeOrEqualTo(time);
        assertThat(end).isAfter(time);
        assertThat(width.start(start)).isEqualTo(start);
        assertThat(width.start(end)).isEqualTo(end);
        assertThat(width.end(end.minusNanos(1))).isEqualTo(end);
        assertThat(Duration.between(start, end)).isEqualTo(length(width, time));
    }

    /** Said again by the calendar. */
    private static Duration length(Width width, Instant time) {
        LocalDate day = time.atOffset(ZoneOffset.UTC).toLocalDate();
        return switch (width) {
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case MONTH -> Duration.ofDays(YearMonth.from(day).lengthOfMonth());
        };
    }

    @Property
    void takesEveryRangeThatStartsAndEndsWithAWindow(
            @ForAll Width width,
            @ForAll @LongRange(max = LATEST) long second,
            @ForAll @IntRange(min = 1, max = 400) int windows) {
        Instant from = width.start(Instant.ofEpochSecond(second));
        Instant to = from;
        for (int i = 0; i < windows; i++) {
            to = width.end(to);
        }

        UsageQuery query = UsageQuery.parse(from.toString(), to.toString(), width.text(), null, null, NOW);

        assertThat(query).isEqualTo(new UsageQuery(width, from, to, null, false));
    }

    @Property
    void refusesWhatIsNoBoundary(@ForAll Width width, @ForAll @LongRange(max = LATEST) long second) {
        Instant time = Instant.ofEpochSecond(second);
        if (time.equals(width.start(time))) {
            return;
        }

        assertThat(wrong(time.toString(), null, width)).isEqualTo("from");
        assertThat(wrong(null, time.toString(), width)).isEqualTo("to");
    }

    @Property
    void countsWindowsToTheirBound(@ForAll Width width, @ForAll @LongRange(max = LATEST) long second) {
        Instant from = width.start(Instant.ofEpochSecond(second));
        Instant last = from.atOffset(ZoneOffset.UTC)
                .plus(UsageQuery.MOST_WINDOWS, width.unit())
                .toInstant();

        assertThat(UsageQuery.parse(from.toString(), last.toString(), width.text(), null, null, NOW)
                        .to())
                .isEqualTo(last);
        assertThat(wrong(from.toString(), width.end(last).toString(), width)).isEqualTo("from");
    }

    @Test
    void isAboutTheRunningMonthByDefault() {
        assertThat(UsageQuery.parse(null, null, null, null, null, NOW))
                .isEqualTo(new UsageQuery(
                        Width.DAY,
                        Instant.parse("2024-02-01T00:00:00Z"),
                        Instant.parse("2024-03-01T00:00:00Z"),
                        null,
                        false));
    }

    private static String wrong(@Nullable String from, @Nullable String to, Width width) {
        String[] pointer = new String[1];
        assertThatThrownBy(() -> UsageQuery.parse(from, to, width.text(), null, null, NOW))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> pointer[0] = refusal.errors().stream()
                                .map(FieldError::pointer)
                                .reduce("", String::concat));
        return pointer[0];
    }
}
