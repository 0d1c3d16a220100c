package com.genericcorp.hub.api.payload;

/** Text from outside in the form that a PostgreSQL {@code text} column can hold. */
public final class StorableText {
    private static final int REPLACEMENT = 0xFFFD;

    private StorableText() {}

    /**
     * At most {@code limit} chars of {@code text}, never half a surrogate pair; NUL, which PostgreSQL refuses, and lone
     * surrogates, which UTF-8 cannot write, become U+FFFD.
     */
    public static String of(String text, int limit) {
        StringBuilder storable = new StringBuilder(Math.min(text.length(), limit));
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int written = isStorable(codePoint) ? codePoint : REPLACEMENT;
            if (storable.length() + Character.charCount(written) > limit) {
                break;
            }
            storable.appendCodePoint(written);
        }
        return storable.toString();
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
    }
}
