package com.genericcorp.hub.api.provider;

/** What happened, in words that do not depend on the provider; part of the public contract. */
enum NeutralType {
    CHANGE_CLOSED("change.closed"),
    CHANGE_MERGED("change.merged"),
    CHANGE_OPENED("change.opened"),
    CHANGE_REVIEW("change.review"),
    CHANGE_UPDATED("change.updated"),
    CODE_PUSH("code.push"),
    ISSUE_CLOSED("issue.closed"),
    ISSUE_COMMENT("issue.comment"),
    ISSUE_OPENED("issue.opened"),
    ISSUE_UPDATED("issue.updated"),
    PIPELINE_FAILED("pipeline.failed"),
    PIPELINE_STARTED("pipeline.started"),
    PIPELINE_SUCCEEDED("pipeline.succeeded"),
    RELEASE_PUBLISHED("release.published");

    private final String text;

    NeutralType(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
