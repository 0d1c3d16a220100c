package com.genericcorp.hub.bench;

/** What a figure shall be. */
sealed interface Goal {

    boolean met(double value);

    String text();

    record AtMost(double limit) implements Goal {
        @Override
        public boolean met(double value) {
            return value <= limit;
        }

        @Override
        public String text() {
            return "<= " + Numbers.text(limit);
        }
    }

    record AtLeast(double limit) implements Goal {
        @Override
        public boolean met(double value) {
            return value >= limit;
        }

        @Override
        public String text() {
            return ">= " + Numbers.text(limit);
        }
    }

    /** Told, not judged. */
    record None() implements Goal {
        @Override
        public boolean met(double value) {
            return true;
        }

        @Override
        public String text() {
            return "";
        }
    }
}
