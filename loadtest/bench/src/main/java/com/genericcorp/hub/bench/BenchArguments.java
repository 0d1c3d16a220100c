package com.genericcorp.hub.bench;

import java.util.List;

/** Which benches to run, and whether at a tenth of their size. */
record BenchArguments(List<String> names, boolean quick) {
    static final String ALL = "all";

    BenchArguments {
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException with what is wrong and what is known */
    static BenchArguments parse(List<String> arguments, List<String> known) {
        String name = null;
        boolean quick = false;
        for (String argument : arguments) {
            if (argument.equals("--quick")) {
                quick = true;
            } else if (argument.startsWith("-")) {
                throw new IllegalArgumentException("unknown argument " + argument + "; known is --quick");
            } else if (name != null) {
                throw new IllegalArgumentException(
                        "one bench at a time, or all; given were " + name + " and " + argument);
            } else {
                name = argument;
            }
        }
        if (name == null || !name.equals(ALL) && !known.contains(name)) {
            throw new IllegalArgumentException((name == null ? "which bench?" : "no bench is called " + name)
                    + "; there are: " + String.join(" ", known) + " " + ALL);
        }
        return new BenchArguments(name.equals(ALL) ? known : List.of(name), quick);
    }
}
