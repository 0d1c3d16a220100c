package com.genericcorp.hub.tenancy;

import java.util.List;

/**
 * A long-running change of a tenant and its steps in order. Names are stored and shown. The first step is done by the
 * transaction that starts the operation, the others by whoever works on it.
 */
public enum OperationKind {
    PROVISION(
            "provision",
            List.of(
                    "reserve_slug",
                    "create_role_and_schema",
                    "migrate_schema",
                    "configure",
                    "create_first_api_key",
                    "activate")),
    SUSPEND("suspend", List.of("mark_suspended", "clear_caches")),
    RESUME("resume", List.of("mark_active", "clear_caches")),
    OFFBOARD(
            "offboard",
            List.of("close", "clear_caches", "record_usage", "export", "drop_schema_and_role", "delete_records"));

    private final String text;
    private final List<String> steps;

    OperationKind(String text, List<String> steps) {
        this.text = text;
        this.steps = steps;
    }

    /** @throws IllegalArgumentException when this build knows no such kind */
    public static OperationKind of(String text) {
        for (OperationKind kind : values()) {
            if (kind.text.equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("this build knows no operation of the kind " + text);
    }

    public String text() {
        return text;
    }

    public List<String> steps() {
        return steps;
    }
}
