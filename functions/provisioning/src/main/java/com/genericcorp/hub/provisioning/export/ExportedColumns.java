package com.genericcorp.hub.provisioning.export;

import java.util.Set;

/**
 * What is told about columns: everything is exported unless it stands here. A tenant's tables go by their name, the
 * control plane's by {@code public.} and theirs.
 */
final class ExportedColumns {
    /** Secrets, what could be tried against one, and answers that hold one. */
    static final Set<String> WITHHELD = Set.of(
            "connections.credentials",
            "public.api_keys.hash",
            "public.api_keys.previous_hash",
            "public.connection_routes.webhook_secrets",
            "public.idempotency_keys.body",
            "public.idempotency_keys.body_hash",
            "public.idempotency_keys.name",
            "public.operations.result",
            "public.tenants.data_key");

    /** JSON documents kept as bytes: at most one in a table, exported as JSON, byte for byte. */
    static final Set<String> DOCUMENTS = Set.of("events.data");

    private ExportedColumns() {}
}
