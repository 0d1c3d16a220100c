package com.genericcorp.hub.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of a bench's table.
 *
 * @param what was measured
 * @param unit of {@code hub} and {@code floor}
 * @param floor null where the figure has no floor: {@code value} is then the hub's own
 * @param value what the goal is about: the hub's median by the floor's, or the hub's alone
 */
record Line(String what, String unit, Runs hub, @Nullable Runs floor, double value, Goal goal) {

    static Line ratio(String what, String unit, Runs hub, Runs floor, Goal goal) {
        return new Line(what, unit, hub, floor, hub.median() / floor.median(), goal);
    }

    static Line alone(String what, String unit, Runs hub, Goal goal) {
        return new Line(what, unit, hub, null, hub.median(), goal);
    }

    boolean met() {
        return goal.met(value);
    }
}
