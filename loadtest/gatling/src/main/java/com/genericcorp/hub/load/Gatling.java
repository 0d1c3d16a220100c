package com.genericcorp.hub.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Plays a run with Gatling, in this process. */
final class Gatling {
    private static final int PASSED = 0;
    private static final int ASSERTIONS_FAILED = 2;

    /** Gatling asks the JDK for a user's preferences, and the JDK says that it made room for them. */
    private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

    private final Path results;
    private final boolean report;

    Gatling(Path results, boolean report) {
        this.results = results;
        this.report = report;
    }

    /**
     * Ends when the last user has gone and the report is written. What failed is in the run's book.
     *
     * @return the report
     */
    Optional<Path> play(LoadRun run) {
        PREFERENCES.setLevel(Level.WARNING);
        run.handOver();
        List<String> words = new ArrayList<>(List.of(
                "--simulation",
                HubSimulation.class.getName(),
                "--results-folder",
                results.toString(),
                "--run-description",
                run.profile().name() + " on " + run.hub()));
        if (!report) {
            words.add("--no-reports");
        }
        int code = io.gatling.app.Gatling$.MODULE$.fromArgs(words.toArray(String[]::new));
        if (code != PASSED && code != ASSERTIONS_FAILED) {
            throw new LoadException("Gatling ended with " + code);
        }
        return report ? newest() : Optional.empty();
    }

    private Optional<Path> newest() {
        try (Stream<Path> runs = Files.list(results)) {
            return runs.map(run -> run.resolve("index.html"))
                    .filter(Files::exists)
                    .max(Comparator.comparing(index -> index.toFile().lastModified()));
        } catch (IOException e) {
            throw new LoadException("no report in " + results, e);
        }
    }
}
