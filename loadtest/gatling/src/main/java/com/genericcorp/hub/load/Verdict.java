package com.genericcorp.hub.load;

/** What an answer was worth. */
sealed interface Verdict {
    Verdict GOOD = new Good();

    /** As it must be. */
    record Good() implements Verdict {}

    /** Not what was asked for; counts as an error. */
    record Bad(String why) implements Verdict {}

    /** Something of another tenant was in it. */
    record Foreign(String what) implements Verdict {}
}
