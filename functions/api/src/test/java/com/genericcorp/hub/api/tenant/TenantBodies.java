package com.genericcorp.hub.api.tenant;

import java.util.UUID;

/** Bodies that ask for a tenant. */
final class TenantBodies {
    private TenantBodies() {}

    static String freshSlug() {
        return "s" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    static String of(String slug) {
        return """
                {"slug":"%s","name":"Acme","plan":"beta","admin_email":"admin@example.com"}""".formatted(slug);
    }
}
