package com.genericcorp.hub.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Where figures were measured, without its name. */
record Machine(int cores, long memoryGib, String os, String java) {
    static Machine here() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.version().toString());
    }

    @Override
    public String toString() {
        return cores + " cores, " + memoryGib + " GiB, " + os + ", Java " + java;
    }
}
