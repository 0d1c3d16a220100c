package com.genericcorp.hub.messaging;

/** The hub's queues. A message in one is a hint to look at a row: losing it costs time, never work. */
public enum Queue {
    PROVISIONING("provisioning"),
    METERING("metering");

    private final String suffix;

    Queue(String suffix) {
        this.suffix = suffix;
    }

    /** Its name without an installation's prefix. */
    public String text() {
        return suffix;
    }

    public String name(String prefix) {
        return prefix + suffix;
    }
}
