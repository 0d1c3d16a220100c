package com.genericcorp.hub.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.ids.TenantId;
import io.smallrye.config.ConfigValidationException;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalMasterKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TenantId TENANT = new TenantId(new UUID(1, 1));

    @Test
    void aDataKeyIsUnwrappedForItsTenantAlone() {
        LocalMasterKey master = new LocalMasterKey(SecretsTest.masterKey(1), RANDOM);
        byte[] dataKey = {1, 2, 3};
        byte[] wrapped = master.wrap(TENANT, dataKey);

        assertThat(master.unwrap(TENANT, wrapped)).isEqualTo(dataKey);
        assertThatThrownBy(() -> master.unwrap(new TenantId(new UUID(1, 2)), wrapped))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void spacesAroundTheKeyDoNotMatter() {
        byte[] wrapped = new LocalMasterKey(SecretsTest.masterKey(1), RANDOM).wrap(TENANT, new byte[32]);

        assertThat(new LocalMasterKey(" " + SecretsTest.masterKey(1) + "\n", RANDOM).unwrap(TENANT, wrapped))
                .hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hush",
                "not base64!",
                "aHVzaA==",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g"
            })
    void aWrongKeyIsNamedAndNotShown(String key) {
        assertThatThrownBy(() -> new LocalMasterKey(key, RANDOM))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("hub.master-key")
                .hasMessageNotContainingAny("hush", "aHVzaA", "AAECAw");
    }
}
