package com.genericcorp.hub.problem;

/** One wrong field: a JSON pointer into the body (RFC 6901), or the name of a query parameter, and what is wrong. */
public record FieldError(String pointer, String detail) {}
