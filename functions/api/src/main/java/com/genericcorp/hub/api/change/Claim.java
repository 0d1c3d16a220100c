package com.genericcorp.hub.api.change;

import java.util.UUID;

/**
 * A request's claim of its {@code Idempotency-Key}.
 *
 * @param name what the request is known by when it comes again
 * @param id tells this claim from every other of the same name: whoever lost it to another completes nothing
 */
record Claim(byte[] name, UUID id) {}
