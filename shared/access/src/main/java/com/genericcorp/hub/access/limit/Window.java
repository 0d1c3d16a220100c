package com.genericcorp.hub.access.limit;

/** Counts by minute over the running one and the sixty before: never less than the last 3,600 seconds. Not thread-safe. */
final class Window {
    static final int MINUTES = 61;

    private final int[] counts = new int[MINUTES];
    private final long[] minutes = new long[MINUTES];

    void add(long minute) {
        int slot = slot(minute);
        if (minutes[slot] != minute) {
            minutes[slot] = minute;
            counts[slot] = 0;
        }
        counts[slot]++;
    }

    long sum(long minute) {
        long sum = 0;
        for (long m = minute - MINUTES + 1; m <= minute; m++) {
            sum += at(m);
        }
        return sum;
    }

    /** The minute after whose leaving fewer than {@code quota} are counted; before the window if that is so now. */
    long minuteBelow(long quota, long minute) {
        long left = sum(minute);
        long m = minute - MINUTES;
        while (left >= quota && m < minute) {
            m++;
            left -= at(m);
        }
        return m;
    }

    /** The oldest minute within the window that counted anything, the running one if none did. */
    long oldest(long minute) {
        long m = minute - MINUTES + 1;
        while (m < minute && at(m) == 0) {
            m++;
        }
        return m;
    }

    private int at(long minute) {
        int slot = slot(minute);
        return minutes[slot] == minute ? counts[slot] : 0;
    }

    private static int slot(long minute) {
        return Math.floorMod(minute, MINUTES);
    }
}
