package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Properties target = new Properties();
    private final Settings settings = new Settings(Map.of("HUB_REDIS_URL", "redis://elsewhere"), target);

    @Test
    void whatTheEnvironmentSaysIsNeverReplaced() {
        settings.set("hub.redis.url", "redis://127.0.0.1");

        assertThat(target).isEmpty();
        assertThat(settings.given("hub.redis.url")).isTrue();
        assertThat(settings.setAndGet("hub.redis.url", "redis://127.0.0.1")).isEqualTo("redis://elsewhere");
    }

    @Test
    void theRestIsHandedOn() {
        assertThat(settings.setAndGet("hub.queue.prefix", "hub-")).isEqualTo("hub-");
        assertThat(target).containsEntry("hub.queue.prefix", "hub-");
    }

    @Test
    void aVariableIsNamedAsTheConfigurationDoes() {
        assertThat(Settings.variable("hub.database.act-as")).isEqualTo("HUB_DATABASE_ACT_AS");
    }
}
