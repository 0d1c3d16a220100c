package com.genericcorp.hub.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.FieldError;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it is sent. The detail is for the caller; answers of 500 and above have none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@RegisterForReflection(targets = {Problem.class, FieldError.class})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type, String title, int status, @Nullable String detail, String instance, List<FieldError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ErrorType type, @Nullable String detail, List<FieldError> errors, RequestId request) {
        return new Problem(
                type.type(),
                type.title(),
                type.status(),
                type.status() < 500 ? detail : null,
                "urn:request:" + request,
                errors);
    }
}
