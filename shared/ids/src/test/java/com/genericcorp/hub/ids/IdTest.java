package com.genericcorp.hub.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
    @Property
    void everyUuidIsReadBackFromItsText(@ForAll long high, @ForAll long low) {
        Id id = new Id(IdKind.EVENT, new UUID(high, low));

        assertThat(id.toString()).matches("evt_[0-7][0-9a-hjkmnp-tv-z]{25}");
        assertThat(Id.parse(IdKind.EVENT, id.toString())).contains(id);
    }

    @Property
    void theOrderOfTheTextIsTheOrderOfTheValue(@ForAll long high, @ForAll long low, @ForAll long otherLow) {
        // PostgreSQL compares UUIDs byte by byte, so unsigned.
        int byValue =
                Comparator.<Long>comparingLong(value -> value + Long.MIN_VALUE).compare(low, otherLow);

        assertThat(Integer.signum(text(high, low).compareTo(text(high, otherLow))))
                .isEqualTo(byValue);
    }

    @Property
    void whatWasNotWrittenIsNotRead(@ForAll @StringLength(max = 40) String text) {
        assertThat(Id.parse(IdKind.EVENT, text).map(Id::toString).filter(written -> !written.equals(text)))
                .isEmpty();
        assertThat(TenantId.ofCharacters(text).map(TenantId::characters).filter(written -> !written.equals(text)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anIdOfOneKindIsNoneOfAnother(IdKind kind) {
        String text = new Id(kind, new UUID(1, 2)).toString();

        assertThat(List.of(IdKind.values()).stream()
                        .filter(other -> Id.parse(other, text).isPresent())
                        .toList())
                .containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evt_",
                "evt_0000000000000000000000000",
                "evt_000000000000000000000000000",
                "evt_8zzzzzzzzzzzzzzzzzzzzzzzzz",
                "evt_0000000000000000000000000O",
                "evt_0000000000000000000000000l",
                "evt_0000000000000000000000000u",
                "evt_0000000000000000000000000é",
                "evt_0000000000000000000000000 ",
                "EVT_00000000000000000000000000",
                "evt-00000000000000000000000000",
                "evt_٠0000000000000000000000000"
            })
    void thereIsOneFormOnly(String text) {
        assertThat(Id.parse(IdKind.EVENT, text)).isEmpty();
    }

    @Test
    void upperCaseIsAnotherText() {
        String text = new Id(IdKind.EVENT, UUID.fromString("0193a1b2-c3d4-7abc-8def-0123456789ab")).toString();

        assertThat(Id.parse(IdKind.EVENT, text)).isPresent();
        assertThat(Id.parse(IdKind.EVENT, "evt_" + text.substring(4).toUpperCase(Locale.ROOT)))
                .isEmpty();
    }

    @Test
    void theSmallestAndTheLargest() {
        assertThat(text(0, 0)).isEqualTo("evt_00000000000000000000000000");
        assertThat(text(-1, -1)).isEqualTo("evt_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    }

    @Test
    void aTenantsRoleIsFitForSqlText() {
        TenantId tenant = new TenantId(new UUID(-1, -1));

        assertThat(tenant.role()).isEqualTo("t_7zzzzzzzzzzzzzzzzzzzzzzzzz");
        assertThat(tenant).hasToString("ten_7zzzzzzzzzzzzzzzzzzzzzzzzz");
        assertThat(TenantId.parse(tenant.toString())).contains(tenant);
        assertThat(TenantId.parse(new Id(IdKind.EVENT, tenant.uuid()).toString()))
                .isEmpty();
    }

    private static String text(long high, long low) {
        return new Id(IdKind.EVENT, new UUID(high, low)).toString();
    }
}
