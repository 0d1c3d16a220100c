package com.genericcorp.hub.testing;

import com.genericcorp.hub.testing.StatementLog.Sent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What makes RDS Proxy keep a client on one connection until it leaves, for PostgreSQL.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html">Avoiding pinning</a>
 */
enum Pinning {
    SETTING("changes a setting", "^(set|reset)\\b|\\bset_config\\s*\\("),
    PREPARED_STATEMENT("handles prepared statements in SQL", "^(prepare|execute|deallocate)\\b"),
    DISCARD("discards the session's state", "^discard\\b"),
    TEMPORARY("makes a temporary object", "\\b(create|into)\\s+((global|local|or\\s+replace)\\s+)*temp(orary)?\\b"),
    CURSOR("declares a cursor", "^declare\\b|\\bwith\\s+hold\\b"),
    NOTIFICATION("listens", "^(un)?listen\\b"),
    LIBRARY("loads a library", "^load\\b"),
    SEQUENCE("moves a sequence", "\\b(nextval|setval|lastval|currval)\\s*\\("),
    LOCK("locks beyond the transaction", "\\bpg_(try_)?advisory_(?!xact)\\w*\\s*\\("),
    ADVISORY_LOCK("takes an advisory lock", "\\bpg_(try_)?advisory_xact_\\w*\\s*\\(");

    /** More text than this pins by its length alone. */
    static final int LONGEST_TEXT = 16 * 1024;

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private final String reason;
    private final Pattern pattern;

    Pinning(String reason, String pattern) {
        this.reason = reason;
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    static Optional<String> reason(Sent sent) {
        if (sent.text().getBytes(StandardCharsets.ISO_8859_1).length > LONGEST_TEXT) {
            return Optional.of("is longer than 16 kB");
        }
        // What stands in a literal or a comment is not done; one message may hold several statements.
        String bare =
                COMMENT.matcher(LITERAL.matcher(sent.text()).replaceAll("''")).replaceAll(" ");
        return Arrays.stream(bare.split(";", -1))
                .map(String::strip)
                .flatMap(statement -> Arrays.stream(values())
                        .filter(pinning -> pinning.pattern.matcher(statement).find()))
                .map(pinning -> pinning.reason)
                .findFirst()
                .or(() -> sent.prepared().isEmpty()
                        ? Optional.empty()
                        : Optional.of("is prepared under the name " + sent.prepared()));
    }
}
