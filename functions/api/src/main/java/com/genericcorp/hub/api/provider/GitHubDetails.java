package com.genericcorp.hub.api.provider;

import com.genericcorp.hub.api.payload.PayloadFields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a GitHub payload says about the thing that an event happened to; any of it may be missing. */
record GitHubDetails(String event, PayloadFields payload) {
    /** Pull requests, issues and discussions of a repository are numbered in one sequence. */
    private static final List<String> NUMBERS = List.of("/pull_request/number", "/issue/number", "/discussion/number");

    /** The most particular page first. */
    private static final List<String> PAGES = List.of(
            "/compare",
            "/comment/html_url",
            "/review/html_url",
            "/pull_request/html_url",
            "/issue/html_url",
            "/discussion/html_url",
            "/deployment_status/log_url",
            "/deployment_status/target_url",
            "/workflow_run/html_url",
            "/workflow_job/html_url",
            "/check_run/html_url",
            "/release/html_url",
            "/alert/html_url",
            "/milestone/html_url",
            "/package/html_url",
            "/forkee/html_url",
            "/commit/html_url",
            "/repository/html_url");

    /** The most particular thing first: what happened is the last that was done to it. */
    private static final List<String> TIMES = List.of(
            "/comment/updated_at",
            "/pull_request/updated_at",
            "/issue/updated_at",
            "/discussion/updated_at",
            "/deployment_status/updated_at",
            "/deployment/updated_at",
            "/workflow_run/updated_at",
            "/workflow_job/completed_at",
            "/check_run/completed_at",
            "/check_suite/updated_at",
            "/alert/updated_at",
            "/milestone/updated_at",
            "/starred_at",
            "/updated_at");

    static final List<String> POINTERS = Stream.of(
                    NUMBERS,
                    PAGES,
                    TIMES,
                    List.of(
                            "/action",
                            "/organization/login",
                            "/ref",
                            "/release/published_at",
                            "/release/updated_at",
                            "/repository/full_name",
                            "/repository/pushed_at"))
            .flatMap(List::stream)
            .toList();

    /**
     * {@code owner/repo#12} for a pull request, an issue, a discussion; {@code owner/repo@refs/heads/main} for a push;
     * otherwise {@code owner/repo}; without a repository, the organization's login.
     */
    Optional<String> subject() {
        return payload.text("/repository/full_name")
                .map(repository -> repository + part())
                .or(() -> payload.text("/organization/login"))
                .map(Extracted::subject);
    }

    private String part() {
        if (event.equals("push")) {
            return payload.text("/ref").map(ref -> "@" + ref).orElse("");
        }
        return NUMBERS.stream()
                .flatMap(pointer -> payload.whole(pointer).stream())
                .findFirst()
                .map(number -> "#" + number)
                .orElse("");
    }

    Optional<String> url() {
        return PAGES.stream()
                .flatMap(pointer -> payload.text(pointer).stream())
                .flatMap(url -> Extracted.url(url).stream())
                .findFirst();
    }

    /** Empty also for a deletion: what was deleted still carries the time of the change before. */
    Optional<Instant> time() {
        String action = payload.text("/action").orElse("");
        return switch (event) {
            case "push" -> payload.time("/repository/pushed_at");
            case "release" -> releaseTime(action);
            default ->
                action.equals("deleted")
                        ? Optional.empty()
                        : TIMES.stream()
                                .flatMap(pointer -> payload.time(pointer).stream())
                                .findFirst();
        };
    }

    private Optional<Instant> releaseTime(String action) {
        return switch (action) {
            case "published", "released", "prereleased" -> payload.time("/release/published_at");
            case "deleted" -> Optional.empty();
            default -> payload.time("/release/updated_at");
        };
    }
}
