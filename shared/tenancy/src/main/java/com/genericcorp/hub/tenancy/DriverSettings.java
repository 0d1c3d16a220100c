package com.genericcorp.hub.tenancy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Stops the start when the application's pool would make connections that {@link IsolationGuard} refuses: by then it is
 * a request that fails, and a wrong setting should not get that far. Looks at the settings alone and connects to
 * nothing.
 */
@Dependent
final class DriverSettings {
    private static final String PROPERTIES = "quarkus.datasource.jdbc.additional-jdbc-properties.";

    private final Config config;

    DriverSettings(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        url().ifPresent(url -> check(url, additionalProperties()));
    }

    /**
     * @param additional what the pool hands to the driver beside the URL, which counts less than the URL
     * @throws ConfigurationException naming {@code HUB_DATABASE_URL}, never its value: it may hold a password
     */
    static void check(String url, Properties additional) {
        Properties effective = url.startsWith("jdbc:postgresql:") ? Driver.parseURL(url, additional) : null;
        if (effective == null) {
            throw new ConfigurationException(
                    "HUB_DATABASE_URL must be a PostgreSQL JDBC URL, jdbc:postgresql://host:port/database");
        }
        String threshold = PGProperty.PREPARE_THRESHOLD.getOrDefault(effective);
        if (!"0".equals(threshold)) {
            throw new ConfigurationException("HUB_DATABASE_URL must not set prepareThreshold (nor may a JDBC property):"
                    + " it is " + threshold + ", isolation between tenants needs 0");
        }
    }

    /** Absent where a function has no use for the application's pool. */
    private Optional<String> url() {
        return config.getOptionalValue("quarkus.datasource.jdbc.url", String.class);
    }

    private Properties additionalProperties() {
        Properties properties = new Properties();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PROPERTIES)) {
                String key = name.substring(PROPERTIES.length()).replace("\"", "");
                config.getOptionalValue(name, String.class).ifPresent(value -> properties.setProperty(key, value));
            }
        }
        return properties;
    }
}
