package com.genericcorp.hub.startup;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jspecify.annotations.Nullable;

/**
 * Starts a function's process, in every shape that has one: {@code quarkus.package.main-class=function}. A wrong
 * configuration is one line on standard error that names the environment variable; any other failure is there with its
 * stack trace. Either ends the process with exit code 1.
 */
@QuarkusMain(name = "function")
public final class FunctionMain {
    FunctionMain() {}

    public static void main(String[] arguments) {
        run(null, arguments);
    }

    /** Runs {@code command} and ends with its exit code; without one, serves until the process is told to stop. */
    public static void run(@Nullable Class<? extends QuarkusApplication> command, String... arguments) {
        Quarkus.run(command, FunctionMain::end, arguments);
    }

    @SuppressWarnings("SystemOut")
    private static void end(int code, @Nullable Throwable failure) {
        if (failure != null) {
            // The application is stopped by now, and its log with it.
            WrongConfiguration.in(failure).ifPresentOrElse(System.err::println, failure::printStackTrace);
        }
        System.exit(code);
    }
}
