package com.genericcorp.hub.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTypeTest {
    @ParameterizedTest
    @EnumSource
    void everyTypeHasAnAddressATitleAndTheStatusOfAnError(ErrorType type) {
        assertThat(type.type().toString()).matches("https://hub\\.genericcorp\\.com/problems/[a-z]+(-[a-z]+)*");
        assertThat(type.title()).isNotBlank().doesNotEndWith(".");
        assertThat(type.status()).isBetween(400, 599);
    }

    @Test
    void noTwoTypesShareAnAddress() {
        assertThat(Arrays.stream(ErrorType.values()).map(ErrorType::type)).doesNotHaveDuplicates();
    }

    /** Clients tell errors apart by these: a slug that was published stays. */
    @Test
    void theContractsTypesKeepTheirStatus() {
        assertThat(Arrays.stream(ErrorType.values())
                        .map(type -> type.status() + " " + type.type().getPath().substring("/problems/".length())))
                .contains(
                        "400 bad-request",
                        "400 validation",
                        "401 unauthenticated",
                        "401 bad-signature",
                        "403 forbidden",
                        "403 tenant-suspended",
                        "404 not-found",
                        "409 conflict",
                        "409 slug-taken",
                        "413 payload-too-large",
                        "415 unsupported-media-type",
                        "500 internal",
                        "503 unavailable");
    }

    @Test
    void aRefusalOfSeveralFieldsTellsThemAll() {
        List<FieldError> errors =
                List.of(new FieldError("/slug", "must start with a letter"), new FieldError("/plan", "is not a plan"));

        Refusal refusal = Refusal.invalid(errors);

        assertThat(refusal.type()).isEqualTo(ErrorType.VALIDATION);
        assertThat(refusal.errors()).isEqualTo(errors);
        assertThat(refusal).hasMessage("must start with a letter");
        assertThat(Refusal.invalid("limit", "is too large").errors())
                .containsExactly(new FieldError("limit", "is too large"));
    }

    @Test
    void aRefusalNamesWhatIsNotThere() {
        assertThat(Refusal.notFound("event")).hasMessage("No such event.");
        assertThat(Refusal.notFound("event").type().status()).isEqualTo(404);
        assertThat(Refusal.notFound("event").errors()).isEmpty();
    }
}
