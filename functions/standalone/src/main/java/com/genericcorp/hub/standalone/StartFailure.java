package com.genericcorp.hub.standalone;

import com.genericcorp.hub.startup.WrongConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Says in one line why the application did not start; the stack trace goes to the log. */
final class StartFailure {
    private StartFailure() {}

    static String line(Throwable failure, StateDirectory state) {
        Optional<String> configuration = WrongConfiguration.in(failure);
        if (configuration.isPresent()) {
            return configuration.get();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartException known) {
                if (known.getCause() != null) {
                    keep(failure, state);
                }
                return String.valueOf(known.getMessage());
            }
        }
        keep(failure, state);
        return root(failure) + "; see " + state.log();
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
