package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverSettingsTest {
    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String PROPERTY = "quarkus.datasource.jdbc.additional-jdbc-properties.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.com:5432/hub",
                "jdbc:postgresql://db.example.com/hub?sslmode=verify-full&targetServerType=primary",
                "jdbc:postgresql://db.example.com/hub?prepareThreshold=0",
                "jdbc:postgresql:hub"
            })
    void theSettingsThatTheHubShipsWithStart(String url) {
        assertThatCode(() -> start(Map.of(URL, url, PROPERTY + "prepareThreshold", "0")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.com/hub?prepareThreshold=5",
                "jdbc:postgresql://db.example.com/hub?sslmode=require&prepareThreshold=1",
                "jdbc:postgresql://db.example.com/hub?prepareThreshold=-1",
                "jdbc:postgresql://db.example.com/hub?prepareThreshold=",
                "jdbc:postgresql:hub?prepareThreshold=5"
            })
    void aUrlThatSetsTheThresholdStopsTheStart(String url) {
        assertStops(Map.of(URL, url, PROPERTY + "prepareThreshold", "0"));
    }

    @Test
    void aPropertyThatIsMissingOrOtherStopsTheStart() {
        String url = "jdbc:postgresql://db.example.com/hub";

        assertStops(Map.of(URL, url));
        assertStops(Map.of(URL, url, PROPERTY + "prepareThreshold", "5"));
        assertStops(Map.of(URL, url, PROPERTY + "\"prepareThreshold\"", "5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://hub:hush@db/hub",
                "jdbc:mysql://hub:hush@db/hub",
                "nonsense hush",
                "jdbc:postgresql://db:port/hub?password=hush"
            })
    void whatIsNoPostgresqlUrlStopsTheStartAndIsNotShown(String url) {
        assertStops(Map.of(URL, url, PROPERTY + "prepareThreshold", "0"));
    }

    @Test
    void withoutAUrlThereIsNothingToCheck() {
        assertThatCode(() -> start(Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> start(Map.of(URL, "${hub.database.url}"))).doesNotThrowAnyException();
    }

    private static void assertStops(Map<String, String> settings) {
        assertThatThrownBy(() -> start(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("HUB_DATABASE_URL must")
                .hasMessageNotContainingAny("\n", "hush");
    }

    private static void start(Map<String, String> settings) {
        new DriverSettings(new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build())
                .check(new StartupEvent());
    }
}
