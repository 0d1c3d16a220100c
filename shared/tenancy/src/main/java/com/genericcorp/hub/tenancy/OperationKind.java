package com.genericcorp.hub.tenancy;

import java.util.List;

/** A long-running change of a tenant and its steps in order. Names are stored and shown. */
public enum OperationKind {
    PROVISION(
            "provision",
            List.of(
                    "reserve_slug",
                    "create_role_and_schema",
                    "migrate_schema",
                    "configure",
                    "create_first_api_key",
                    "activate"));

    private final String text;
    private final List<String> steps;

    OperationKind(String text, List<String> steps) {
        this.text = text;
        this.steps = steps;
    }

    public String text() {
        return text;
    }

    public List<String> steps() {
        return steps;
    }
}
