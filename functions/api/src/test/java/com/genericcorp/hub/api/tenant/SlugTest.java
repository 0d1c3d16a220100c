package com.genericcorp.hub.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {
    private static final Pattern FORM = Pattern.compile(Slug.FORM);

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-c", "a1c", "a--c", "a23456789012345678901234567890123456789z"})
    void allowsALabelOfADomain(String slug) {
        assertThat(slug).matches(FORM);
        assertThat(Slug.isReserved(slug)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "1bc",
                "-bc",
                "ab-",
                "aBc",
                "a.c",
                "a_c",
                "äbc",
                "abc\n",
                "a234567890123456789012345678901234567890z"
            })
    void allowsNothingElse(String slug) {
        assertThat(slug).doesNotMatch(FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"www", "api", "admin"})
    void keepsTheHubsOwnNames(String slug) {
        assertThat(slug).matches(FORM);
        assertThat(Slug.isReserved(slug)).isTrue();
    }
}
