package com.genericcorp.hub.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.problem.Refusal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void startsAboveEveryId() {
        assertThat(Cursor.decode(IdKind.EVENT, null))
                .isEqualTo(UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"));
    }

    @Test
    void goesOnBelowTheRowThatItNames() {
        Id row = new Id(IdKind.EVENT, UUID.randomUUID());

        assertThat(Cursor.decode(IdKind.EVENT, row.toString())).isEqualTo(row.uuid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "con_01arz3ndektsv4rrffq69g5fav",
                "evt_01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "evt_81arz3ndektsv4rrffq69g5fav"
            })
    void refusesWhatNamesNoRowOfTheList(String cursor) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Cursor.decode(IdKind.EVENT, cursor))
                .satisfies(refusal ->
                        assertThat(refusal.errors().getFirst().pointer()).isEqualTo("cursor"));
    }
}
