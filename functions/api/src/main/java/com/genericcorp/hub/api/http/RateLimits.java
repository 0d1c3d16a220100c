package com.genericcorp.hub.api.http;

import com.genericcorp.hub.access.limit.Policy;
import com.genericcorp.hub.access.limit.Verdict;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import io.vertx.core.http.HttpServerResponse;

/**
 * Tells callers what a policy says to them.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-11">IETF draft</a>
 */
public final class RateLimits {
    private RateLimits() {}

    /** @throws Refusal when the verdict is to refuse; the answer has the policy's headers either way */
    public static void apply(Verdict verdict, HttpServerResponse response) {
        switch (verdict) {
            case Verdict.Within within -> tell(within, response);
            case Verdict.Over over -> throw refusal(over, response);
        }
    }

    /** What to refuse a request with that {@code over} is about. */
    public static Refusal refusal(Verdict.Over over, HttpServerResponse response) {
        tell(over, response);
        response.putHeader("Retry-After", Long.toString(over.retryAfterSeconds()));
        return new Refusal(
                ErrorType.RATE_LIMITED,
                "The policy " + over.policy().name() + " allows no more for now. Retry after "
                        + over.retryAfterSeconds() + " s.");
    }

    private static void tell(Verdict verdict, HttpServerResponse response) {
        Policy policy = verdict.policy();
        String name = '"' + policy.name() + '"';
        response.putHeader("RateLimit-Policy", name + ";q=" + policy.quota() + ";w=" + policy.windowSeconds());
        response.putHeader("RateLimit", name + ";r=" + verdict.remaining() + ";t=" + verdict.resetSeconds());
    }
}
