package com.genericcorp.hub.api.provider;

import com.genericcorp.hub.api.payload.StorableText;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the columns beside the payload may hold of it. */
final class Extracted {
    private static final Pattern URL = Pattern.compile("https?://[^\\s\\p{Cntrl}]+", Pattern.CASE_INSENSITIVE);

    private Extracted() {}

    static String subject(String text) {
        return StorableText.of(text, Received.LIMIT);
    }

    /** A link is no link when it is cut; and it is shown to people, so it is of the web or it is none. */
    static Optional<String> url(String text) {
        return Optional.of(text)
                .filter(url ->
                        url.length() <= Received.LIMIT && URL.matcher(url).matches());
    }
}
