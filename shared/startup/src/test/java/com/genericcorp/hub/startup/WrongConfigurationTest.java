package com.genericcorp.hub.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrongConfigurationTest {
    @ConfigMapping(prefix = "hub.sample")
    interface Sample {
        String baseUrl();

        int poolSize();
    }

    @Test
    void namesTheVariableOfWhatIsMissing() {
        assertThat(WrongConfiguration.in(wrong(Map.of("hub.sample.pool-size", "1"))))
                .contains("wrong configuration HUB_SAMPLE_BASE_URL: The config property hub.sample.base-url is required"
                        + " but it could not be found in any config source");
    }

    @Test
    void namesEverythingThatIsWrongInOneLine() {
        assertThat(WrongConfiguration.in(wrong(Map.of("hub.sample.pool-size", "many"))))
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("wrong configuration HUB_SAMPLE_BASE_URL: ")
                        .contains("; HUB_SAMPLE_POOL_SIZE: ")
                        .contains("many")
                        .doesNotContain("SRCFG", "Exception:")
                        .hasLineCount(1));
    }

    @Test
    void isFoundBelowOtherFailures() {
        Throwable failure = new IllegalStateException(wrong(Map.of()));

        assertThat(WrongConfiguration.in(failure)).isPresent();
    }

    @Test
    void isNotSeenInOtherFailures() {
        assertThat(WrongConfiguration.in(new IllegalStateException("hub.sample.base-url")))
                .isEmpty();
    }

    private static ConfigValidationException wrong(Map<String, String> properties) {
        try {
            new SmallRyeConfigBuilder()
                    .withSources(new PropertiesConfigSource(properties, "test", 100))
                    .withMapping(Sample.class)
                    .build();
        } catch (ConfigValidationException e) {
            return e;
        }
        throw new AssertionError("accepted: " + properties);
    }
}
