package com.genericcorp.hub.api.provider;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

final class Refusals {
    private Refusals() {}

    static void assertRefused(ErrorType type, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refusal.class).extracting("type").isEqualTo(type);
    }
}
