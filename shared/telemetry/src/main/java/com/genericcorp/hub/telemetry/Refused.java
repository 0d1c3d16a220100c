package com.genericcorp.hub.telemetry;

import java.util.Locale;

/** Why a request was not let in. */
public enum Refused {
    /** Its credentials prove nobody. */
    NOBODY,
    /** Nobody was looked for: too many credentials or invented ids came from the same address. */
    LOOK_UPS,
    /** More requests than the tenant's or operator's limit. */
    OVER_LIMIT,
    /** Its tenant is suspended or leaving. */
    INACTIVE,
    /** More webhooks than the connection's pace. */
    INGEST_PACE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
