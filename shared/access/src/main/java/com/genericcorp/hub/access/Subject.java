package com.genericcorp.hub.access;

/** Whom a token is about, which becomes the actor of audit records. */
final class Subject {
    private static final int LONGEST = 255;

    private Subject() {}

    /**
     * Whether it can be written down and read again as it is: 1 to 255 characters (OpenID Connect Core 1.0, section 2),
     * none of which breaks a line, hides, turns the writing direction or is no character at all.
     */
    static boolean isFit(String subject) {
        return !subject.isBlank()
                && subject.length() <= LONGEST
                && subject.codePoints().allMatch(Subject::isVisible);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
