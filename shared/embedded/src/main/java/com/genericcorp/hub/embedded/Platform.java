package com.genericcorp.hub.embedded;

import java.util.Locale;

/** The machines the bundled binaries run on, each with their names in the two bundles. */
enum Platform {
    LINUX_AMD64("postgres-linux-x86_64.txz", "redis-server-6.2.6-v5-linux-amd64"),
    LINUX_ARM64("postgres-linux-arm_64.txz", "redis-server-6.2.7-linux-arm64"),
    MACOS_AMD64("postgres-darwin-x86_64.txz", "redis-server-6.2.6-v5-darwin-amd64"),
    MACOS_ARM64("postgres-darwin-arm_64.txz", "redis-server-6.2.6-v5-darwin-arm64");

    private final String postgres;
    private final String redis;

    Platform(String postgres, String redis) {
        this.postgres = postgres;
        this.redis = redis;
    }

    String postgresArchive() {
        return postgres;
    }

    String redisExecutable() {
        return redis;
    }

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String os, String architecture) {
        boolean mac = os.toLowerCase(Locale.ROOT).startsWith("mac");
        if (!mac && !os.equals("Linux")) {
            throw new EmbeddedServerException("embedded servers run on Linux and macOS, not on " + os);
        }
        return switch (architecture) {
            case "amd64", "x86_64" -> mac ? MACOS_AMD64 : LINUX_AMD64;
            case "aarch64", "arm64" -> mac ? MACOS_ARM64 : LINUX_ARM64;
            default -> throw new EmbeddedServerException("no embedded servers for the architecture " + architecture);
        };
    }
}
