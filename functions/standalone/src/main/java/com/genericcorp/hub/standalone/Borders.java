package com.genericcorp.hub.standalone;

import com.genericcorp.hub.standalone.AccessLog.Hour;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that usage counts on the other side of an hour's border from real differences. Usage and the log take their
 * times from two clocks at two moments: a request within a second of a border may be in one hour there and in the next here.
 * So what one hour has too few its neighbour must have too many, and it can be no more than the log's lines at that border.
 *
 * <p>INVARIANT: the differences of {@code open} sum up to {@code -onward}, which fits through the border after its last hour.
 */
final class Borders {
    enum Verdict {
        NONE,
        /** It may be the border's where the comparison begins or ends: the neighbour that would tell is not compared. */
        OPEN,
        DIFFERENCE
    }

    private final AccessLog log;
    private final SortedMap<Hour, Verdict> verdicts = new TreeMap<>();
    private final List<Hour> open = new ArrayList<>();
    private long onward;

    private Borders(AccessLog log) {
        this.log = log;
    }

    /** @param differences usage less lines, of every hour that is compared */
    static SortedMap<Hour, Verdict> judge(AccessLog log, SortedMap<Hour, Long> differences) {
        Borders borders = new Borders(log);
        SortedMap<String, List<Hour>> tenants = new TreeMap<>();
        differences
                .keySet()
                .forEach(hour -> tenants.computeIfAbsent(hour.tenant(), ignored -> new ArrayList<>())
                        .add(hour));
        tenants.values().forEach(hours -> borders.judge(hours, differences));
        return borders.verdicts;
    }

    private void judge(List<Hour> hours, SortedMap<Hour, Long> differences) {
        @Nullable Hour previous = null;
        Hour first = hours.getFirst();
        for (Hour hour : hours) {
            if (previous != null && !previous.next().equals(hour)) {
                settle(Verdict.OPEN);
                first = hour;
            }
            follow(hour, differences.getOrDefault(hour, 0L), first);
            previous = hour;
        }
        settle(Verdict.OPEN);
    }

    private void follow(Hour hour, long difference, Hour first) {
        if (!fitsAfter(hour, onward - difference)) {
            giveUp(first);
        }
        onward -= difference;
        open.add(hour);
        if (onward == 0) {
            settle(Verdict.NONE);
        } else if (!fitsAfter(hour, onward)) {
            giveUp(first);
        }
    }

    /** @param first where the tenant's comparison begins: what is open from there on may have come over that border */
    private void giveUp(Hour first) {
        boolean begins = !open.isEmpty() && open.getFirst().equals(first);
        settle(begins && fitsAfter(first.previous(), -onward) ? Verdict.OPEN : Verdict.DIFFERENCE);
    }

    /** @param moved requests that are in the log's hour and in usage's next one; negative the other way */
    private boolean fitsAfter(Hour hour, long moved) {
        return moved <= log.lines(hour).late()
                && -moved <= log.lines(hour.next()).early();
    }

    private void settle(Verdict verdict) {
        open.forEach(hour -> verdicts.put(hour, verdict));
        open.clear();
        onward = 0;
    }
}
