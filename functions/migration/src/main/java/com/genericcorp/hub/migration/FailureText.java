package com.genericcorp.hub.migration;

import com.genericcorp.hub.tenancy.DatabaseException;
import java.util.regex.Pattern;

/** What went wrong with a tenant, fit to be shown and stored: the kind of error, and no value of the tenant's rows. */
final class FailureText {
    private static final int LONGEST = 500;
    /** {@code data_exception}: the class of errors whose messages end with the value. */
    private static final String ABOUT_A_VALUE = "22";

    private static final Pattern VALUE = Pattern.compile(": \".*");

    private FailureText() {}

    static String of(RuntimeException failure) {
        String text = failure instanceof DatabaseException e ? of(e) : firstLine(failure.toString());
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /** PostgreSQL's message itself; the lines after it, details and context, quote rows and statements. */
    private static String of(DatabaseException failure) {
        String message = firstLine(String.valueOf(failure.getMessage()));
        return failure.sqlState().startsWith(ABOUT_A_VALUE)
                ? VALUE.matcher(message).replaceFirst("")
                : message;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
