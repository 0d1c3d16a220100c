package com.genericcorp.hub.access.limit;

/** Holds what goes by one key to a pace. */
public interface Pacing {

    /** Takes one from what {@code key} may have. */
    Verdict charge(Pace pace, String key);

    /** Whether there is one to take, which stays where it is. */
    Verdict look(Pace pace, String key);
}
