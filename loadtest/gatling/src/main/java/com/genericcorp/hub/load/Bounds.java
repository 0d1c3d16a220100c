package com.genericcorp.hub.load;

/** What a quantity can be: some of it is certain, some depends on what became of requests without an answer. */
record Bounds(long least, long most) {
    Bounds {
        if (least > most) {
            throw new IllegalArgumentException(least + " is more than " + most);
        }
    }

    /** How far {@code measured} is from the nearest quantity that it can be. */
    long difference(long measured) {
        return Math.max(0, Math.max(least - measured, measured - most));
    }

    @Override
    public String toString() {
        return least == most ? Long.toString(least) : least + " to " + most;
    }
}
