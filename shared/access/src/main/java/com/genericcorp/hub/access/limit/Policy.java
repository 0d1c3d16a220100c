package com.genericcorp.hub.access.limit;

/**
 * A limit as answers name it.
 *
 * @param name as it stands in {@code RateLimit-Policy}
 * @param quota how much within the window
 * @param windowSeconds the window
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-11">IETF draft</a>
 */
public record Policy(String name, long quota, long windowSeconds) {

    /** A tenant's API requests in any hour. */
    public static Policy hourly(long requestsPerHour) {
        return new Policy("default", requestsPerHour, 3600);
    }
}
