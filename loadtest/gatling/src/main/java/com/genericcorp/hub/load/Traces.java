package com.genericcorp.hub.load;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in an answer what tells whose data it is. */
final class Traces {
    /** Every marker of this run or an earlier one, every tenant, every connection. */
    private static final Pattern TRACE = Pattern.compile("hubload-[0-9a-z]+-[0-9a-z]+|(?:ten|con)_[0-9a-z]{26}");

    private Traces() {}

    static String marker(String run, String tenant) {
        return "hubload-" + run + "-" + tenant;
    }

    /** The first trace in {@code body} of anybody but {@code own}. */
    static Optional<String> foreign(String body, Tenant own) {
        Matcher traces = TRACE.matcher(body);
        while (traces.find()) {
            if (!isOf(own, traces.group())) {
                return Optional.of(traces.group());
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(Tenant own, String trace) {
        return trace.equals(own.marker())
                || trace.equals(own.id())
                || own.hooks().stream().anyMatch(hook -> hook.connection().equals(trace));
    }
}
