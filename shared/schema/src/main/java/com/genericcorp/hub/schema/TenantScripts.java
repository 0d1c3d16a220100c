package com.genericcorp.hub.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The scripts that make a tenant's schema, in order: a tenant at version n has had the first n. {@code {t}} in them
 * stands for the tenant's schema and role.
 */
public record TenantScripts(List<String> scripts) {
    private static final List<String> NAMES =
            List.of("V001__connections_and_events.sql", "V002__own_events.sql", "V003__metered_events.sql");

    public TenantScripts {
        scripts = List.copyOf(scripts);
    }

    /** Those that this build carries. */
    public static TenantScripts packaged() {
        return new TenantScripts(NAMES.stream().map(TenantScripts::read).toList());
    }

    public int currentVersion() {
        return scripts.size();
    }

    /** All scripts after {@code version} as one batch. */
    String after(int version) {
        return String.join("\n;\n", scripts.subList(version, scripts.size()));
    }

    private static String read(String name) {
        try (InputStream in = TenantScripts.class.getResourceAsStream("/db/tenant/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the build does not carry db/tenant/" + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
