package com.genericcorp.hub.api.provider;

import static com.genericcorp.hub.api.provider.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.FieldError;
import com.genericcorp.hub.problem.Refusal;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private final Provider gitHub = Providers.named("github").orElseThrow();
    private final Provider http = Providers.named("http").orElseThrow();

    @Test
    void knowsItsProvidersByName() {
        assertThat(Providers.names()).containsExactly("github", "http");
        assertThat(Providers.named("GitHub")).isEmpty();
        assertThat(Providers.named("")).isEmpty();
        for (String name : Providers.names()) {
            assertThat(Providers.named(name).orElseThrow().name()).isEqualTo(name);
        }
    }

    @Test
    void makesSecretsThatItAccepts() {
        SecureRandom random = new SecureRandom();
        for (Provider provider : new Provider[] {gitHub, http}) {
            String secret = provider.newSecret(random);

            assertThatCode(() -> provider.checkSecret(secret)).doesNotThrowAnyException();
            assertThat(provider.newSecret(random)).isNotEqualTo(secret);
        }
        assertThat(Base64.getDecoder().decode(http.newSecret(random).substring("whsec_".length())))
                .hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "\ud800 lone surrogate"})
    void refusesWhatNoProviderTakes(String secret) {
        assertRefused(ErrorType.VALIDATION, () -> gitHub.checkSecret(secret));
        assertRefused(ErrorType.VALIDATION, () -> http.checkSecret(secret));
    }

    @Test
    void countsBytesNotCharacters() {
        assertThatCode(() -> gitHub.checkSecret("\u00e9".repeat(4))).doesNotThrowAnyException();
        assertThatCode(() -> gitHub.checkSecret("x".repeat(256))).doesNotThrowAnyException();
        assertRefused(ErrorType.VALIDATION, () -> gitHub.checkSecret("x".repeat(257)));
        assertRefused(ErrorType.VALIDATION, () -> gitHub.checkSecret("\u00e9".repeat(129)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_",
                "whsec_AAAA",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaL",
                "whsec_MfKQ9r8G KYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_"
            })
    void refusesAnHttpSecretInAnotherForm(String secret) {
        assertThatThrownBy(() -> http.checkSecret(secret))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(FieldError::pointer)
                                .containsExactly("/webhook_secret"));
    }
}
