package com.genericcorp.hub.api.payload;

/** A value that a payload holds at a wanted place; an array, an object, null and a fraction count as absent. */
sealed interface Scalar {

    /** A string, in its {@linkplain StorableText storable} form. */
    record Text(String value) implements Scalar {}

    record Whole(long value) implements Scalar {}

    record Flag(boolean value) implements Scalar {}
}
