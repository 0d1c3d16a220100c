package com.genericcorp.hub.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A push as GitHub sends it, of the usual size: three commits, some 6 KiB. */
final class Payload {
    private static final String PERSON = """
            {"name":"Mona Lisa Octocat","email":"mona@example.com","username":"octocat","date":"2026-01-05T10:11:12Z"}""";

    private Payload() {}

    static byte[] push() {
        StringBuilder commits = new StringBuilder();
        for (int i = 1; i <= 3; i++) {
            String sha = Integer.toString(i).repeat(40);
            commits.append(i == 1 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(sha)
                    .append("\",\"tree_id\":\"")
                    .append(sha)
                    .append("\",\"distinct\":true,\"message\":\"Change number ")
                    .append(i)
                    .append(", which says why in a line or two, as it should\",\"timestamp\":\"2026-01-05T10:11:1")
                    .append(i)
                    .append("Z\",\"url\":\"https://github.com/octocat/hello-world/commit/")
                    .append(sha)
                    .append("\",\"author\":")
                    .append(PERSON)
                    .append(",\"committer\":")
                    .append(PERSON)
                    .append(",\"added\":[\"src/main/java/com/example/Added")
                    .append(i)
                    .append(".java\"],\"removed\":[],\"modified\":[\"README.md\",\"pom.xml\"]}");
        }
        StringBuilder links = new StringBuilder();
        for (String link : new String[] {
            "forks",
            "keys",
            "collaborators",
            "teams",
            "hooks",
            "issue_events",
            "events",
            "assignees",
            "branches",
            "tags",
            "blobs",
            "git_tags",
            "git_refs",
            "trees",
            "statuses",
            "languages",
            "stargazers",
            "contributors",
            "subscribers",
            "subscription",
            "commits",
            "git_commits",
            "comments",
            "issue_comment",
            "contents",
            "compare",
            "merges",
            "archive",
            "downloads",
            "issues",
            "pulls",
            "milestones",
            "notifications",
            "labels",
            "releases",
            "deployments"
        }) {
            links.append(",\"")
                    .append(link)
                    .append("_url\":\"https://api.github.com/repos/octocat/hello-world/")
                    .append(link)
                    .append("{/id}\"");
        }
        return ("{\"ref\":\"refs/heads/main\",\"before\":\"" + "0".repeat(40) + "\",\"after\":\"" + "3".repeat(40)
                        + "\",\"repository\":{\"id\":1296269,\"name\":\"hello-world\",\"full_name\":\"octocat/hello-world\","
                        + "\"private\":false,\"html_url\":\"https://github.com/octocat/hello-world\"" + links
                        + ",\"created_at\":1296068472,\"pushed_at\":1767607875,\"default_branch\":\"main\"},\"pusher\":"
                        + PERSON
                        + ",\"sender\":{\"login\":\"octocat\",\"id\":1,\"type\":\"User\"},\"created\":false,\"deleted\":false,"
                        + "\"forced\":false,\"compare\":\"https://github.com/octocat/hello-world/compare/000...333\",\"commits\":["
                        + commits + "],\"head_commit\":null}")
                .getBytes(UTF_8);
    }
}
