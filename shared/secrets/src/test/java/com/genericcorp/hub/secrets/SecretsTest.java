package com.genericcorp.hub.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.ids.TenantId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TenantId TENANT = new TenantId(new UUID(1, 1));
    private static final TenantId OTHER = new TenantId(new UUID(1, 2));
    private static final UUID ROW = new UUID(2, 1);
    private static final Place PLACE = Place.of("connections", ROW, "credentials");
    private static final byte[] TOKEN = "a token to keep".getBytes(UTF_8);

    private final Secrets secrets = new Secrets(new LocalMasterKey(masterKey(1), RANDOM), RANDOM);
    private final byte[] dataKey = secrets.newDataKey(TENANT);

    @Property(tries = 200)
    void whatWasEncryptedIsReadBack(@ForAll @Size(max = 300) byte[] plaintext) {
        byte[] stored = secrets.encrypt(TENANT, dataKey, PLACE, plaintext);

        assertThat(secrets.decrypt(TENANT, dataKey, PLACE, stored)).isEqualTo(plaintext);
    }

    @Test
    void theSameSecretIsNeverStoredTheSameWay() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(Base64.getEncoder().encodeToString(secrets.encrypt(TENANT, dataKey, PLACE, TOKEN)));
        }

        assertThat(seen).hasSize(1_000);
    }

    @Test
    void aSecretMovedAnywhereElseDoesNotDecrypt() {
        byte[] stored = secrets.encrypt(TENANT, dataKey, PLACE, TOKEN);

        for (Place elsewhere : List.of(
                Place.of("connection_routes", ROW, "credentials"),
                Place.of("connections", new UUID(2, 2), "credentials"),
                Place.of("connections", ROW, "webhook_secrets"))) {
            assertUnreadable(TENANT, dataKey, elsewhere, stored);
        }
    }

    @Test
    void aSecretIsReadByItsTenantAlone() {
        byte[] stored = secrets.encrypt(TENANT, dataKey, PLACE, TOKEN);

        assertUnreadable(OTHER, secrets.newDataKey(OTHER), PLACE, stored);
        // Not even with the right data key in the wrong hands: its wrapping names the tenant.
        assertUnreadable(OTHER, dataKey, PLACE, stored);
        assertUnreadable(TENANT, secrets.newDataKey(TENANT), PLACE, stored);
    }

    @Test
    void underAnotherMasterKeyNothingIsReadable() {
        byte[] stored = secrets.encrypt(TENANT, dataKey, PLACE, TOKEN);
        Secrets others = new Secrets(new LocalMasterKey(masterKey(2), RANDOM), RANDOM);

        assertThatThrownBy(() -> others.decrypt(TENANT, dataKey, PLACE, stored))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Property(tries = 300)
    void oneDamagedBitIsNoticed(@ForAll @IntRange(max = 10_000) int somewhere) {
        byte[] stored = secrets.encrypt(TENANT, dataKey, PLACE, TOKEN);
        int bit = somewhere % (stored.length * 8);
        stored[bit / 8] ^= (byte) (1 << bit % 8);

        assertUnreadable(TENANT, dataKey, PLACE, stored);
    }

    @Property(tries = 100)
    void whatIsNoStoredSecretIsRefused(@ForAll @Size(max = 60) byte[] anything) {
        assertUnreadable(TENANT, dataKey, PLACE, anything);
    }

    @Test
    void theRefusalTellsNothing() {
        byte[] stored = secrets.encrypt(TENANT, dataKey, PLACE, TOKEN);

        assertThatThrownBy(() -> secrets.decrypt(OTHER, dataKey, PLACE, stored))
                .hasMessageNotContainingAny("token", masterKey(1), TENANT.toString());
    }

    private void assertUnreadable(TenantId tenant, byte[] key, Place place, byte[] stored) {
        assertThatThrownBy(() -> secrets.decrypt(tenant, key, place, stored))
                .isInstanceOf(UnreadableSecretException.class);
    }

    static String masterKey(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
