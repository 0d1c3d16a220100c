package com.genericcorp.hub.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.problem.Refusal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private final Id third = new Id(IdKind.EVENT, new UUID(0, 3));
    private final Id second = new Id(IdKind.EVENT, new UUID(0, 2));
    private final Id first = new Id(IdKind.EVENT, new UUID(0, 1));

    @Test
    void endsWhereNoRowIsLeft() {
        assertThat(Page.of(List.of(third, second), 2, Function.identity()))
                .isEqualTo(new Page<>(List.of(third, second), null));
        assertThat(Page.of(List.<Id>of(), 2, Function.identity())).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void goesOnAtItsLastRowWhenThereIsOneMore() {
        assertThat(Page.of(List.of(third, second, first), 2, Function.identity()))
                .isEqualTo(new Page<>(List.of(third, second), second.toString()));
    }

    @Test
    void holdsFiftyRowsUnlessToldOtherwise() {
        assertThat(Page.limit(null)).isEqualTo(50);
        assertThat(Page.limit("1")).isEqualTo(1);
        assertThat(Page.limit("200")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "+1", "201", "1000", "1e2", " 1", "٣", "99999999999999999999"})
    void refusesALimitOutOfRange(String limit) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Page.limit(limit))
                .satisfies(refusal ->
                        assertThat(refusal.errors().getFirst().pointer()).isEqualTo("limit"));
    }
}
