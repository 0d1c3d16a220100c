package com.genericcorp.hub.access.admission;

/**
 * A tenant, as {@code admit.lua} keeps it.
 *
 * @param requestsPerHour what it may do: the plan's limit, or its own
 */
record TenantRecord(long requestsPerHour, String status, String slug) {

    static TenantRecord read(String text) {
        String[] parts = text.split(" ", 3);
        return new TenantRecord(Long.parseLong(parts[0]), parts[1], parts[2]);
    }

    boolean active() {
        return status.equals("active");
    }

    String text() {
        return requestsPerHour + " " + status + " " + slug;
    }
}
