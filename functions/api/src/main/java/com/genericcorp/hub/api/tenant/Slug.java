package com.genericcorp.hub.api.tenant;

import java.util.Set;

/** A tenant's short name, also its sub-domain. */
public final class Slug {
    static final String FORM = "^[a-z][a-z0-9-]{1,38}[a-z0-9]$";

    /** Hosts of the hub itself, and names that a stranger could pass off as them. */
    private static final Set<String> RESERVED = Set.of(
            "admin",
            "api",
            "app",
            "auth",
            "billing",
            "console",
            "dashboard",
            "dev",
            "docs",
            "edge",
            "ftp",
            "grafana",
            "help",
            "hub",
            "ingest",
            "internal",
            "login",
            "mail",
            "metrics",
            "ns1",
            "ns2",
            "operator",
            "origin",
            "postmaster",
            "prod",
            "root",
            "security",
            "smtp",
            "staging",
            "static",
            "status",
            "support",
            "system",
            "test",
            "webhooks",
            "www");

    private Slug() {}

    public static boolean isReserved(String slug) {
        return RESERVED.contains(slug);
    }
}
