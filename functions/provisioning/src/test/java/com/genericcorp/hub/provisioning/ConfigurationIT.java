package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.testing.PackagedFunction;
import com.genericcorp.hub.testing.PackagedFunction.Ended;
import com.genericcorp.hub.testing.TestServers;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("knative")
class ConfigurationIT {
    private final Map<String, String> environment = PackagedFunction.environment(TestServers.shared());

    /** An empty column leaves the variable out; five bytes are no master key. */
    @ParameterizedTest
    @CsvSource({
        "HUB_DATABASE_OWNER_URL,",
        "HUB_DATABASE_OWNER_URL, postgresql://127.0.0.1/hub",
        "HUB_DATABASE_OWNER_USER,",
        "HUB_DATABASE_OWNER_PASSWORD,",
        "HUB_REDIS_URL,",
        "HUB_EXPORT_DIRECTORY,",
        "HUB_MASTER_KEY,",
        "HUB_MASTER_KEY, aGVsbG8="
    })
    void aWrongSettingStopsTheStartWithOneLineThatNamesIt(String variable, @Nullable String value) {
        Ended ended = PackagedFunction.runWith(environment, variable, value);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("wrong configuration " + variable + ": ");
        assertThat(ended.out() + ended.err()).doesNotContain("aGVsbG8=").doesNotContain("HUB_DATABASE_URL");
    }

    @Test
    void exportsGoToOnePlaceAlone() {
        Ended ended = PackagedFunction.runWith(environment, "HUB_EXPORT_BUCKET", "some-bucket");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .containsExactly("wrong configuration HUB_EXPORT_DIRECTORY: hub.export.directory or hub.export.bucket"
                        + " must be given, and not both of them");
    }
}
