package com.genericcorp.hub.problem;

import java.util.List;

/** The one exception by which a use case refuses. Its detail is shown to the caller, so it never holds a secret. */
public final class Refusal extends RuntimeException {
    private final ErrorType type;
    private final List<FieldError> errors;

    public Refusal(ErrorType type, String detail) {
        this(type, detail, List.of());
    }

    private Refusal(ErrorType type, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = errors;
    }

    public static Refusal invalid(List<FieldError> errors) {
        return new Refusal(ErrorType.VALIDATION, errors.getFirst().detail(), List.copyOf(errors));
    }

    /** A single field is wrong; {@code pointer} is a JSON pointer (RFC 6901) or the name of a query parameter. */
    public static Refusal invalid(String pointer, String detail) {
        return invalid(List.of(new FieldError(pointer, detail)));
    }

    public static Refusal notFound(String what) {
        return new Refusal(ErrorType.NOT_FOUND, "No such " + what + ".");
    }

    public ErrorType type() {
        return type;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
