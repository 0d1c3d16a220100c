package com.genericcorp.hub.telemetry;

import java.util.Locale;

/** Why a call to Redis has no answer. */
public enum RedisFailure {
    ERROR,
    TIME_OUT,
    /** Known to be away: not even tried. */
    AWAY;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
