package com.genericcorp.hub.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import java.security.MessageDigest;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
    private static final TenantId TENANT = new TenantId(UUID.fromString("0193a1b2-c3d4-7abc-8def-0123456789ab"));

    @Property
    void aGeneratedKeyHasTheDocumentedFormAndIsReadBack(@ForAll long high, @ForAll long low, @ForAll long seed) {
        TenantId tenant = new TenantId(new UUID(high, low));
        ApiKey key = ApiKey.generate(tenant, new Random(seed));

        assertThat(key.secret()).matches("hub_live_" + tenant.characters() + "_[0-9A-Za-z]{49}");
        assertThat(ApiKey.parse(key.secret())).map(ApiKey::tenant).contains(tenant);
        assertThat(ApiKey.parse(key.secret())).map(ApiKey::secret).contains(key.secret());
    }

    /** CRC-32 notices every change of up to 32 neighbouring bits, so of one character surely. */
    @Property
    void oneMistypedCharacterIsNoticed(
            @ForAll long seed, @ForAll @IntRange(max = 84) int position, @ForAll @IntRange(min = 1, max = 127) int by) {
        String secret = ApiKey.generate(TENANT, new Random(seed)).secret();
        char wrong = (char) ((secret.charAt(position) + by) % 128);

        assertThat(ApiKey.parse(secret.substring(0, position) + wrong + secret.substring(position + 1)))
                .isEmpty();
    }

    @Property
    void twoCharactersThatChangedPlacesAreNoticed(@ForAll long seed, @ForAll @IntRange(max = 83) int position) {
        String secret = ApiKey.generate(TENANT, new Random(seed)).secret();
        char first = secret.charAt(position);
        char second = secret.charAt(position + 1);
        String swapped = secret.substring(0, position) + second + first + secret.substring(position + 2);

        assertThat(ApiKey.parse(swapped).isPresent()).isEqualTo(first == second);
    }

    @Test
    void theChecksumIsTheCrcOfAllBeforeItInBaseSixtyTwo() {
        String secret = ApiKey.generate(TENANT, new Random(1)).secret();
        CRC32 crc = new CRC32();
        crc.update(secret.substring(0, 79).getBytes(US_ASCII));

        long value = 0;
        for (char digit : secret.substring(79).toCharArray()) {
            value = value * 62 + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(digit);
        }

        assertThat(secret).hasSize(85);
        assertThat(value).isEqualTo(crc.getValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hub_live_", "hub_test_", "Bearer hub_live_x", "\u0000", "hub_live_ü"})
    void whatIsNoKeyIsRefused(String text) {
        assertThat(ApiKey.parse(text)).isEmpty();
        assertThat(ApiKey.parse(text + "0".repeat(Math.max(0, 85 - text.length()))))
                .isEmpty();
    }

    @Test
    void nothingMayStandAroundAKey() {
        String secret = ApiKey.generate(TENANT, new Random(1)).secret();

        assertThat(ApiKey.parse(" " + secret)).isEmpty();
        assertThat(ApiKey.parse(secret + "\n")).isEmpty();
        assertThat(ApiKey.parse(secret + secret)).isEmpty();
    }

    @Test
    void whatIsStoredIsTheHashOfTheWholeKey() throws Exception {
        ApiKey key = ApiKey.generate(TENANT, new Random(1));

        assertThat(key.hash())
                .isEqualTo(
                        MessageDigest.getInstance("SHA-256").digest(key.secret().getBytes(US_ASCII)));
    }

    @Test
    void neitherItsTextNorItsPrefixGivesTheSecretAway() {
        ApiKey key = ApiKey.generate(TENANT, new Random(1));

        assertThat(key.prefix()).isEqualTo(key.secret().substring(0, 40));
        assertThat(key.toString())
                .contains(key.prefix())
                .doesNotContain(key.secret().substring(41));
    }

    @Test
    void keysOfOneTenantDiffer() {
        Random random = new Random(1);

        assertThat(ApiKey.generate(TENANT, random).secret())
                .isNotEqualTo(ApiKey.generate(TENANT, random).secret());
    }
}
