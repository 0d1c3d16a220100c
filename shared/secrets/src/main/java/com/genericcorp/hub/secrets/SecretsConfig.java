package com.genericcorp.hub.secrets;

import io.smallrye.config.ConfigMapping;

/** Where the master key comes from. */
@ConfigMapping(prefix = "hub")
public interface SecretsConfig {

    /**
     * {@code HUB_MASTER_KEY}: 32 bytes in standard base64. It wraps each tenant's data key; whoever has it and the
     * database can read every stored secret.
     */
    String masterKey();
}
