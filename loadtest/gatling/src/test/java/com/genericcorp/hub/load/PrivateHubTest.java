package com.genericcorp.hub.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrivateHubTest {
    @Test
    void saysWhyItDoesNotStart() {
        assertThatThrownBy(() -> PrivateHub.start(Path.of("nowhere")))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("nowhere");
    }
}
