package com.genericcorp.hub.api.provider;

import static com.genericcorp.hub.api.provider.NeutralType.CHANGE_CLOSED;
import static com.genericcorp.hub.api.provider.NeutralType.CHANGE_MERGED;
import static com.genericcorp.hub.api.provider.NeutralType.CHANGE_OPENED;
import static com.genericcorp.hub.api.provider.NeutralType.CHANGE_REVIEW;
import static com.genericcorp.hub.api.provider.NeutralType.CHANGE_UPDATED;
import static com.genericcorp.hub.api.provider.NeutralType.CODE_PUSH;
import static com.genericcorp.hub.api.provider.NeutralType.ISSUE_CLOSED;
import static com.genericcorp.hub.api.provider.NeutralType.ISSUE_COMMENT;
import static com.genericcorp.hub.api.provider.NeutralType.ISSUE_OPENED;
import static com.genericcorp.hub.api.provider.NeutralType.ISSUE_UPDATED;
import static com.genericcorp.hub.api.provider.NeutralType.PIPELINE_FAILED;
import static com.genericcorp.hub.api.provider.NeutralType.PIPELINE_STARTED;
import static com.genericcorp.hub.api.provider.NeutralType.PIPELINE_SUCCEEDED;
import static com.genericcorp.hub.api.provider.NeutralType.RELEASE_PUBLISHED;

import com.genericcorp.hub.api.payload.PayloadFields;
import java.util.List;
import java.util.Optional;

/**
 * GitHub's events in neutral terms. A workflow's jobs and check runs keep GitHub's name: they are parts of a pipeline
 * that workflow runs and check suites already tell of.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">Webhook events and payloads</a>
 */
final class GitHubType {
    static final List<String> POINTERS = List.of(
            "/action",
            "/pull_request/merged",
            "/workflow_run/conclusion",
            "/check_suite/conclusion",
            "/deployment_status/state");

    private GitHubType() {}

    /** Empty: no neutral type says what happened. */
    static Optional<NeutralType> of(String event, PayloadFields payload) {
        String action = payload.text("/action").orElse("");
        return switch (event) {
            case "push" -> Optional.of(CODE_PUSH);
            case "pull_request" -> Optional.of(change(action, payload.isTrue("/pull_request/merged")));
            case "pull_request_review", "pull_request_review_comment", "pull_request_review_thread" ->
                Optional.of(CHANGE_REVIEW);
            case "issues" -> Optional.of(issue(action));
            case "issue_comment" -> Optional.of(ISSUE_COMMENT);
            case "workflow_run", "check_suite" -> pipeline(action, payload.text("/" + event + "/conclusion"));
            case "deployment" -> deployment(action);
            case "deployment_status" -> payload.text("/deployment_status/state").flatMap(GitHubType::deploymentStatus);
            case "release" -> release(action);
            default -> Optional.empty();
        };
    }

    private static NeutralType change(String action, boolean merged) {
        return switch (action) {
            case "opened", "reopened" -> CHANGE_OPENED;
            case "closed" -> merged ? CHANGE_MERGED : CHANGE_CLOSED;
            default -> CHANGE_UPDATED;
        };
    }

    private static NeutralType issue(String action) {
        return switch (action) {
            case "opened", "reopened" -> ISSUE_OPENED;
            case "closed" -> ISSUE_CLOSED;
            default -> ISSUE_UPDATED;
        };
    }

    private static Optional<NeutralType> pipeline(String action, Optional<String> conclusion) {
        return switch (action) {
            case "requested", "in_progress", "rerequested" -> Optional.of(PIPELINE_STARTED);
            case "completed" ->
                Optional.of(conclusion.map(GitHubType::completed).orElse(PIPELINE_FAILED));
            default -> Optional.empty();
        };
    }

    private static NeutralType completed(String conclusion) {
        return switch (conclusion) {
            case "success", "neutral", "skipped" -> PIPELINE_SUCCEEDED;
            default -> PIPELINE_FAILED;
        };
    }

    /** GitHub Enterprise Server up to 3.5 sends no action: a deployment had nothing but its creation. */
    private static Optional<NeutralType> deployment(String action) {
        return switch (action) {
            case "created", "" -> Optional.of(PIPELINE_STARTED);
            default -> Optional.empty();
        };
    }

    private static Optional<NeutralType> deploymentStatus(String state) {
        return switch (state) {
            case "pending", "queued", "in_progress" -> Optional.of(PIPELINE_STARTED);
            case "success" -> Optional.of(PIPELINE_SUCCEEDED);
            case "failure", "error" -> Optional.of(PIPELINE_FAILED);
            default -> Optional.empty();
        };
    }

    private static Optional<NeutralType> release(String action) {
        return switch (action) {
            case "published", "released" -> Optional.of(RELEASE_PUBLISHED);
            default -> Optional.empty();
        };
    }
}
