package com.genericcorp.hub.ids;

/** What an {@link Id} names; the prefix is part of the public contract. */
public enum IdKind {
    API_KEY("key"),
    AUDIT_RECORD("aud"),
    CONNECTION("con"),
    EVENT("evt"),
    FEEDBACK("fbk"),
    OPERATION("op"),
    REQUEST("req"),
    TENANT("ten");

    private final String prefix;

    IdKind(String prefix) {
        this.prefix = prefix + "_";
    }

    String prefix() {
        return prefix;
    }
}
