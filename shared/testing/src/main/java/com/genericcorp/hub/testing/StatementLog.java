package com.genericcorp.hub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PostgreSQL server was really sent, read from its log. The server logs every statement
 * ({@code log_statement=all}) after the prefix {@code %u|%a|}.
 */
public final class StatementLog {
    private static final Pattern LINE = Pattern.compile("([^|\\s]*)\\|([^|]*)\\|([A-Z]+):  (.*)", Pattern.DOTALL);
    private static final Pattern SENT =
            Pattern.compile("(?:statement|(?:execute|parse|bind) (\\S+)): (.*)", Pattern.DOTALL);

    private final List<Sent> statements;

    private StatementLog(List<Sent> statements) {
        this.statements = List.copyOf(statements);
    }

    /**
     * One statement.
     *
     * @param prepared the name under which the driver had it prepared; empty for none
     */
    public record Sent(String user, String application, String prepared, String text) {
        /** Why it would tie an RDS Proxy client to its connection, or empty. */
        public Optional<String> pins() {
            return Pinning.reason(this);
        }
    }

    public static StatementLog read(Path log) {
        try {
            // Parameters may be any bytes; only their surroundings are looked at.
            return of(List.of(Files.readString(log, StandardCharsets.ISO_8859_1).split("\n", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StatementLog of(List<String> lines) {
        List<Sent> statements = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        for (String line : lines) {
            // The server indents the further lines of a statement by a tab.
            if (!line.startsWith("\t")) {
                sent(entry).ifPresent(statements::add);
                entry.setLength(0);
                entry.append(line);
            } else {
                entry.append('\n').append(line, 1, line.length());
            }
        }
        sent(entry).ifPresent(statements::add);
        return new StatementLog(statements);
    }

    public List<Sent> statements() {
        return statements;
    }

    public StatementLog only(Predicate<Sent> wanted) {
        return new StatementLog(statements.stream().filter(wanted).toList());
    }

    /** Every statement that pins, each with its reason: empty is what a request path must show. */
    public List<String> pinning() {
        return statements.stream()
                .flatMap(sent -> sent.pins().map(reason -> reason + ": " + sent).stream())
                .toList();
    }

    private static Optional<Sent> sent(CharSequence entry) {
        Matcher line = LINE.matcher(entry);
        if (!line.matches() || !line.group(3).equals("LOG")) {
            return Optional.empty();
        }
        Matcher sent = SENT.matcher(line.group(4));
        if (!sent.matches()) {
            return Optional.empty();
        }
        String name = sent.group(1) == null || sent.group(1).equals("<unnamed>") ? "" : sent.group(1);
        return Optional.of(new Sent(line.group(1), line.group(2), name, sent.group(2)));
    }
}
