package com.genericcorp.hub.standalone;

import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line why the application did not start; the stack trace goes to the log. */
final class StartFailure {
    private static final Pattern PROPERTY = Pattern.compile("\\bhub\\.[a-z0-9][a-z0-9.-]*[a-z0-9]");
    /** Names of exceptions and message codes: for a developer, not for the person at the terminal. */
    private static final Pattern ORIGIN = Pattern.compile("\\b(?:[\\w.]+Exception|SRCFG\\d+): ");

    private StartFailure() {}

    static String line(Throwable failure, StateDirectory state) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case StartException known -> {
                    if (known.getCause() != null) {
                        keep(failure, state);
                    }
                    return String.valueOf(known.getMessage());
                }
                case ConfigValidationException invalid -> {
                    return configuration(invalid.getProblem(0).getMessage());
                }
                default -> {}
            }
        }
        keep(failure, state);
        return root(failure) + "; see " + state.log();
    }

    /** The person set a variable, so it is told the variable's name and not only the property's. */
    static String configuration(String problem) {
        Matcher property = PROPERTY.matcher(problem);
        String oneLine = oneLine(ORIGIN.matcher(problem).replaceAll(""));
        return property.find()
                ? "wrong configuration " + Settings.variable(property.group()) + ": " + oneLine
                : oneLine;
    }

    static String root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return oneLine(root.getMessage() == null ? root.getClass().getName() : root.getMessage());
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static void keep(Throwable failure, StateDirectory state) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        try {
            Files.writeString(state.log(), trace.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The line that is printed has the cause; there is nowhere else to say more.
        }
    }
}
