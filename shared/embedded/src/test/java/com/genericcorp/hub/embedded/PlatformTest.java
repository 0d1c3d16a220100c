package com.genericcorp.hub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformTest {
    @ParameterizedTest
    @EnumSource(Platform.class)
    void bothServersAreBundledForEveryPlatform(Platform platform) {
        assertThat(Platform.class.getResource("/" + platform.postgresArchive())).isNotNull();
        assertThat(Platform.class.getResource("/" + platform.redisExecutable())).isNotNull();
    }

    @Test
    void otherMachinesAreRefusedByName() {
        assertThatThrownBy(() -> Platform.of("Windows 11", "amd64")).hasMessageContaining("Windows 11");
        assertThatThrownBy(() -> Platform.of("Linux", "riscv64")).hasMessageContaining("riscv64");
    }
}
