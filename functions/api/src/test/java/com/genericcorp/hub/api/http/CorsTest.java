package com.genericcorp.hub.api.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    record Listed(Optional<Set<String>> corsOrigins) implements HttpConfig {
        @Override
        public Optional<String> publicUrl() {
            return Optional.empty();
        }

        @Override
        public Optional<String> baseDomain() {
            return Optional.empty();
        }

        @Override
        public Optional<String> edgeSecret() {
            return Optional.empty();
        }

        @Override
        public boolean accessLog() {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "https://app.example.com:8443",
                "http://localhost:3000",
                "http://localhost:443",
                "http://127.0.0.1:8000",
                "http://[::1]:3000",
                "https://xn--bcher-kva.example"
            })
    void acceptsOriginsAsBrowsersSendThem(String origin) {
        assertThatCode(() -> new Cors(listing(origin))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "app.example.com",
                "https://",
                "https://*.example.com",
                "https://app.example.com/",
                "https://app.example.com/path",
                "https://app.example.com?x",
                "https://user@app.example.com",
                "https://App.example.com",
                "HTTPS://app.example.com",
                "https://app.example.com:443",
                "http://app.example.com:80",
                "https://app.example.com:",
                "https://app.example.com.",
                "https://bücher.example",
                "https://a.example https://b.example",
                "file://",
                "chrome-extension://abcdef"
            })
    void namesTheSettingWhenOneIsNoOrigin(String origin) {
        assertThatThrownBy(() -> new Cors(listing("https://good.example", origin)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("hub.cors-origins");
    }

    private static HttpConfig listing(String... origins) {
        return new Listed(Optional.of(Set.of(origins)));
    }
}
