package com.genericcorp.hub.api.auth;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.genericcorp.hub.api.http.HttpConfig;
import com.genericcorp.hub.problem.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTenantTest {
    private final HostTenant below = new HostTenant(new Config(Optional.of("Hub.Example"), Optional.of("edge")));

    private record Config(Optional<String> baseDomain, Optional<String> edgeSecret) implements HttpConfig {
        @Override
        public Optional<String> publicUrl() {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme.hub.example", "ACME.Hub.Example", "acme.hub.example:8443", "acme.hub.example.", "acme.hub.example.:443"})
    void namesTheTenantOfTheSubDomain(String host) {
        assertThatCode(() -> below.check(headers(host), "acme")).doesNotThrowAnyException();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> below.check(headers(host), "other"));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> below.checkNone(headers(host)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub.example", "api.hub.example", "acme.example", "127.0.0.1", "127.0.0.1:80", "[::1]:80", "", "."})
    void namesNobodyElsewhere(String host) {
        assertThatCode(() -> below.check(headers(host), "acme")).doesNotThrowAnyException();
        assertThatCode(() -> below.checkNone(headers(host))).doesNotThrowAnyException();
    }

    @Test
    void namesNobodyWithoutABaseDomain() {
        HostTenant anywhere = new HostTenant(new Config(Optional.empty(), Optional.empty()));

        assertThatCode(() -> anywhere.check(headers("other.hub.example"), "acme"))
                .doesNotThrowAnyException();
    }

    @Test
    void believesTheForwardedHostOfTheEdgeAlone() {
        HttpHeaders proven = new HttpHeadersImpl(List.of(
                Map.entry("Host", "origin.example"),
                Map.entry("X-Hub-Host", "acme.hub.example"),
                Map.entry("X-Hub-Edge", "edge")));
        HttpHeaders claimed = new HttpHeadersImpl(List.of(
                Map.entry("Host", "acme.hub.example"),
                Map.entry("X-Hub-Host", "other.hub.example"),
                Map.entry("X-Hub-Edge", "guess")));

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> below.check(proven, "other"));
        assertThatCode(() -> below.check(claimed, "acme")).doesNotThrowAnyException();
    }

    private static HttpHeaders headers(String host) {
        return new HttpHeadersImpl(List.of(Map.entry("Host", host)));
    }
}
