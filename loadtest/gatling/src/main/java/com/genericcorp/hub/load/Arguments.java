package com.genericcorp.hub.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code ./hub load} was told.
 *
 * @param url the hub to load; without it a private one is started
 * @param standalone where the private hub's application is
 * @param results where Gatling writes its reports
 */
record Arguments(Profile profile, double scale, Optional<URI> url, Path standalone, Path results) {
    /** @throws LoadException when an argument is unknown, missing or wrong */
    static Arguments parse(List<String> words) {
        Optional<Profile> profile = Optional.empty();
        double scale = 1;
        Optional<URI> url = Optional.empty();
        Path standalone = Path.of("functions/standalone/target/quarkus-app");
        Path results = Path.of("loadtest/gatling/target/results");
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--scale" -> scale = scale(value(word, rest));
                case "--url" -> url = Optional.of(url(value(word, rest)));
                case "--standalone" -> standalone = Path.of(value(word, rest));
                case "--results" -> results = Path.of(value(word, rest));
                default -> {
                    if (profile.isPresent() || word.startsWith("-")) {
                        throw new LoadException("unknown argument " + word + "; known are --url U and --scale S");
                    }
                    profile = Optional.of(profile(word));
                }
            }
        }
        return new Arguments(
                profile.orElseThrow(() -> new LoadException("which profile? There are " + names())),
                scale,
                url,
                standalone,
                results);
    }

    private static Profile profile(String name) {
        return Profile.ALL.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LoadException("no profile is called " + name + "; there are " + names()));
    }

    private static String names() {
        return Profile.ALL.stream().map(Profile::name).collect(Collectors.joining(", "));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new LoadException(option + " takes a value");
        }
        return rest.next();
    }

    private static double scale(String text) {
        try {
            double scale = Double.parseDouble(text);
            if (scale > 0 && scale <= 100) {
                return scale;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new LoadException("--scale takes a number above 0, at most 100, not \"" + text + "\"");
    }

    private static URI url(String text) {
        if (!text.matches("https?://[^/?#]+/?")) {
            throw new LoadException(
                    "--url takes the address of a hub such as https://hub.example, not \"" + text + "\"");
        }
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }
}
