package com.genericcorp.hub.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.ids.TenantId;
import io.quarkus.runtime.Startup;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/** Wraps data keys with a master key from the configuration, which is looked at when the process starts. */
@Startup
@Singleton
public final class LocalMasterKey implements KeyWrapping {
    private final AesGcm aes;
    private final byte[] key;

    @Inject
    LocalMasterKey(SecretsConfig config, SecureRandom random) {
        this(config.masterKey(), random);
    }

    /**
     * @param masterKey 32 bytes in standard base64
     * @throws ConfigValidationException naming {@code hub.master-key}, never its value
     */
    public LocalMasterKey(String masterKey, SecureRandom random) {
        this.aes = new AesGcm(random);
        this.key = decode(masterKey);
    }

    @Override
    public byte[] wrap(TenantId tenant, byte[] dataKey) {
        return aes.encrypt(key, associatedData(tenant), dataKey);
    }

    @Override
    public byte[] unwrap(TenantId tenant, byte[] wrapped) {
        return aes.decrypt(key, associatedData(tenant), wrapped);
    }

    private static byte[] associatedData(TenantId tenant) {
        return ("data-key:" + tenant).getBytes(UTF_8);
    }

    private static byte[] decode(String masterKey) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(masterKey.strip());
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != AesGcm.KEY_BYTES) {
            throw new ConfigValidationException(
                    new Problem[] {new Problem("hub.master-key must be 32 bytes in base64 (openssl rand -base64 32)")});
        }
        return bytes;
    }
}
