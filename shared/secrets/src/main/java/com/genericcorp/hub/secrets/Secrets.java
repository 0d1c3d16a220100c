package com.genericcorp.hub.secrets;

import com.genericcorp.hub.ids.TenantId;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;

/**
 * Envelope encryption: each tenant has a data key, stored only in its wrapped form; every secret is AES-256-GCM under
 * that key, its associated data the tenant, table, row and column.
 */
@Singleton
public final class Secrets {
    private final KeyWrapping wrapping;
    private final SecureRandom random;
    private final AesGcm aes;

    public Secrets(KeyWrapping wrapping, SecureRandom random) {
        this.wrapping = wrapping;
        this.random = random;
        this.aes = new AesGcm(random);
    }

    /** A new data key for {@code tenant}, wrapped: the only form that is ever stored. */
    public byte[] newDataKey(TenantId tenant) {
        byte[] dataKey = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(dataKey);
        return wrapping.wrap(tenant, dataKey);
    }

    public byte[] encrypt(TenantId tenant, byte[] wrappedDataKey, Place place, byte[] plaintext) {
        return aes.encrypt(wrapping.unwrap(tenant, wrappedDataKey), place.associatedData(tenant.toString()), plaintext);
    }

    /** Several secrets of one place, such as those of a rotation, for one unwrapping. */
    public List<byte[]> decryptAll(TenantId tenant, byte[] wrappedDataKey, Place place, List<byte[]> stored) {
        byte[] dataKey = wrapping.unwrap(tenant, wrappedDataKey);
        byte[] associatedData = place.associatedData(tenant.toString());
        return stored.stream()
                .map(secret -> aes.decrypt(dataKey, associatedData, secret))
                .toList();
    }

    /** @throws UnreadableSecretException when {@code stored} was not encrypted for exactly this tenant and place */
    public byte[] decrypt(TenantId tenant, byte[] wrappedDataKey, Place place, byte[] stored) {
        return aes.decrypt(wrapping.unwrap(tenant, wrappedDataKey), place.associatedData(tenant.toString()), stored);
    }
}
