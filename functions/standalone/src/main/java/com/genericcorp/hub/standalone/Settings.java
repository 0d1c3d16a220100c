package com.genericcorp.hub.standalone;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Hands values to the functions as the configuration that they read in every shape. What the environment says counts
 * more: a variable that is set is never replaced.
 */
final class Settings {
    private final Map<String, String> environment;
    private final Properties target;

    Settings(Map<String, String> environment, Properties target) {
        this.environment = environment;
        this.target = target;
    }

    boolean given(String property) {
        return environment.containsKey(variable(property));
    }

    void set(String property, String value) {
        if (!given(property)) {
            target.setProperty(property, value);
        }
    }

    /** What the environment says, or else {@code value}, which then holds for the functions too. */
    String setAndGet(String property, String value) {
        set(property, value);
        return environment.getOrDefault(variable(property), value);
    }

    /** {@code HUB_DATABASE_ACT_AS} for {@code hub.database.act-as}. */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
