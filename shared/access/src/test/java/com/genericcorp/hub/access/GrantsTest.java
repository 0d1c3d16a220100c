package com.genericcorp.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantsTest {
    @ParameterizedTest
    @EnumSource
    void aStarGrantsEveryScope(Scope scope) {
        Grants grants = Grants.ofKey(List.of("*"));

        assertThat(grants.allow(scope, true)).isTrue();
        assertThat(grants.allow(scope, false)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyMayDoWhatItsScopesNameAndNothingElse(Scope scope) {
        Grants grants = Grants.ofKey(List.of(scope.text()));

        for (Scope other : Scope.values()) {
            assertThat(grants.allow(other, true)).isEqualTo(other == scope);
            assertThat(grants.allow(other, false)).isEqualTo(other == scope);
        }
    }

    @Test
    void aNameThatThisBuildDoesNotKnowGrantsNothing() {
        Grants grants = Grants.ofKey(List.of("everything", "EVENTS", " events", "", "**"));

        assertThat(grants.scopes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theReadingHalfLooksEverywhereAndChangesNothing(Scope scope) {
        assertThat(Grants.reading().allow(scope, true)).isTrue();
        assertThat(Grants.reading().allow(scope, false)).isFalse();
    }

    @Test
    void noScopesNoRights() {
        assertThat(Grants.ofKey(List.of()).allow(Scope.EVENTS, true)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aScopeIsFoundByItsName(Scope scope) {
        assertThat(Scope.named(scope.text())).contains(scope);
    }
}
