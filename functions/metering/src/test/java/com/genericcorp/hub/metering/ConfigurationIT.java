package com.genericcorp.hub.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.testing.PackagedFunction;
import com.genericcorp.hub.testing.PackagedFunction.Ended;
import com.genericcorp.hub.testing.TestServers;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("knative")
class ConfigurationIT {
    private final Map<String, String> environment = PackagedFunction.environment(TestServers.shared());

    /** An empty column leaves the variable out. */
    @ParameterizedTest
    @CsvSource({
        "HUB_DATABASE_URL,",
        "HUB_DATABASE_USER,",
        "HUB_DATABASE_PASSWORD,",
        "HUB_REDIS_URL,",
        "HUB_METERING_PARALLEL, 0",
        "HUB_METERING_PARALLEL, many",
        "HUB_METERING_ROWS, 0"
    })
    void aWrongSettingStopsTheStartWithOneLineThatNamesIt(String variable, @Nullable String value) {
        Ended ended = PackagedFunction.runWith(environment, variable, value);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("wrong configuration " + variable + ": ");
    }
}
