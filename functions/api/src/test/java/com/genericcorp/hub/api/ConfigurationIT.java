package com.genericcorp.hub.api;

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

    /** An empty column leaves the variable out; five bytes are no master key. */
    @ParameterizedTest
    @CsvSource({
        "HUB_DATABASE_URL,",
        "HUB_DATABASE_USER,",
        "HUB_DATABASE_PASSWORD,",
        "HUB_DATABASE_ACT_AS, foo",
        "HUB_REDIS_URL,",
        "HUB_MASTER_KEY,",
        "HUB_MASTER_KEY, aGVsbG8=",
        "HUB_CORS_ORIGINS, https://app.example.com/",
        "HUB_JWT_ISSUERS_OPERATORS_ISSUER, https://operators.test"
    })
    void aWrongSettingStopsTheStartWithOneLineThatNamesIt(String variable, @Nullable String value) {
        Ended ended = PackagedFunction.runWith(environment, variable, value);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .filteredOn(line -> line.startsWith("wrong configuration "))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(variable.replaceFirst("_ISSUER$", "_"));
        assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("aGVsbG8=");
    }
}
