package com.genericcorp.hub.api.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.api.http.ApiJson;
import com.genericcorp.hub.api.ingest.Routes;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.secrets.Place;
import com.genericcorp.hub.secrets.Secrets;
import jakarta.inject.Singleton;

/** Encrypts what a connection keeps secret, each for its own place. */
@Singleton
final class ConnectionSecrets {
    private final Secrets secrets;
    private final ApiJson json;

    ConnectionSecrets(Secrets secrets, ApiJson json) {
        this.secrets = secrets;
        this.json = json;
    }

    /** For the column {@code credentials} of the connection's row. */
    byte[] credentials(TenantId tenant, byte[] dataKey, Id connection, ObjectNode credentials) {
        return secrets.encrypt(
                tenant,
                dataKey,
                Place.of("connections", connection.uuid(), "credentials"),
                json.ascii(credentials).getBytes(UTF_8));
    }

    /** For the column {@code webhook_secrets} of the connection's route. */
    byte[] webhookSecret(TenantId tenant, byte[] dataKey, Id connection, String secret) {
        return secrets.encrypt(tenant, dataKey, Routes.secretPlace(connection.uuid()), secret.getBytes(UTF_8));
    }
}
