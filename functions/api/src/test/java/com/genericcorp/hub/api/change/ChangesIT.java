package com.genericcorp.hub.api.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.Grants;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.http.RequestId;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What no request from outside can bring about. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class ChangesIT {
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @Inject
    Changes changes;

    private final TestTenant tenant = TestTenants.create(TestServers.shared());
    private final Caller caller = new Caller.OfTenant(tenant.id(), tenant.slug(), "active", Grants.all(), "key:test");

    @Test
    void completesNothingOnceAnotherHasTakenTheClaimOver() {
        assertThatThrownBy(() -> changes.once(asked(), BODY, change -> {
                    change.audit(tenant.id(), "thing.changed", "thing");
                    takeOver();
                    return Answer.accepted(Map.of());
                }))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.type()).isEqualTo(ErrorType.IDEMPOTENCY_KEY_IN_USE));

        assertThat(Stored.audit(tenant.id())).isEmpty();
        assertThat(claims()).as("the other's claim").isEqualTo(1);
    }

    @Test
    void hasMadeTheChangeEvenIfWhatFollowsFails() {
        Response response = changes.once(asked(), BODY, change -> {
            change.audit(tenant.id(), "thing.changed", "thing");
            change.afterCommit(() -> {
                throw new IllegalStateException("on purpose");
            });
            return Answer.accepted(Map.of());
        });

        assertThat(response.getStatus()).isEqualTo(202);
        assertThat(Stored.audit(tenant.id())).hasSize(1);
    }

    @Test
    void freesTheKeyWhateverGoesWrong() {
        assertThatThrownBy(() -> changes.once(asked(), BODY, change -> {
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(claims()).isZero();
    }

    private Asked asked() {
        return new Asked(caller, new RequestId("req_test"), Optional.of(new byte[] {1}));
    }

    /** As the next request does when this one's claim has ended. */
    private void takeOver() {
        Stored.change(
                "update public.idempotency_keys set id = ? where tenant_role = ?",
                UUID.randomUUID(),
                tenant.id().role());
    }

    private int claims() {
        return Stored.rows(
                        row -> row.getInt(1),
                        "select count(*) from public.idempotency_keys where tenant_role = ? and status is null",
                        tenant.id().role())
                .getFirst();
    }
}
