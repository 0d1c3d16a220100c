package com.genericcorp.hub.telemetry;

import java.util.Locale;

/**
 * What a metric is told apart by. Every label has few values: a pattern and no path, a name out of an enum. The one
 * exception is {@link #TENANT}, bounded by the tenants of a cell. In the order in which figures are summed up: those
 * that say most by themselves first.
 */
public enum Label {
    STATUS_CLASS("`2xx`, `4xx`, …"),
    STATUS("the HTTP status"),
    QUEUE("the queue's name without its prefix"),
    CAUSE("one of a few names of what happened"),
    POOL("`application` or `owner`"),
    STATE("`active`, `available` or `awaiting`"),
    ROUTE("the path as the API's document writes it, with names in place of ids; `other` for all other paths"),
    TENANT("the tenant's id; `other` beyond what a cell holds");

    private final String meaning;

    Label(String meaning) {
        this.meaning = meaning;
    }

    /** As Prometheus and CloudWatch show it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its values, in words. */
    public String meaning() {
        return meaning;
    }
}
