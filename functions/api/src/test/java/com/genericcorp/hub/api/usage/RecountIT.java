package com.genericcorp.hub.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.usage.Width;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class RecountIT {
    private final TenantId tenant = TestTenants.create(TestServers.shared()).id();
    private final Instant hour = Width.HOUR.start(Instant.now());

    @Test
    void keepsWhatIsToBeCountedAgainAndSaysWho() {
        Answer answer = ask(hour.minus(Duration.ofDays(2)), hour.minus(Duration.ofDays(1)))
                .hasStatus(202);

        assertThat(answer.field("tenant_id")).isEqualTo(tenant.toString());
        assertThat(answer.field("from"))
                .isEqualTo(hour.minus(Duration.ofDays(2)).toString());
        assertThat(answer.field("to")).isEqualTo(hour.minus(Duration.ofDays(1)).toString());
        assertThat(Stored.audit(tenant))
                .containsExactly("operator:olga usage.recount_requested " + tenant + " "
                        + answer.header("X-Request-Id").orElseThrow());
    }

    @Test
    void joinsWhatIsAskedForToOneRange() {
        Answer first = ask(hour.minus(Duration.ofHours(3)), hour).hasStatus(202);
        Answer within = ask(hour.minus(Duration.ofHours(2)), hour).hasStatus(202);
        Answer earlier = ask(hour.minus(Duration.ofHours(9)), hour.minus(Duration.ofHours(8)))
                .hasStatus(202);

        assertThat(within.json()).isEqualTo(first.json());
        assertThat(earlier.field("from"))
                .isEqualTo(hour.minus(Duration.ofHours(9)).toString());
        assertThat(earlier.field("to")).isEqualTo(hour.toString());
        assertThat(ranges()).isEqualTo(1);
    }

    @Test
    void refusesHoursThatCannotBeCountedAgain() {
        Instant retained = Width.DAY.start(Instant.now()).minus(Duration.ofDays(90));

        ask(retained, retained.plus(Duration.ofHours(1))).hasStatus(202);
        ask(retained.minus(Duration.ofHours(1)), retained).isInvalid("/from");
        ask(hour.minusSeconds(1), hour).isInvalid("/from");
        ask(hour.minus(Duration.ofHours(1)), hour.minusSeconds(1)).isInvalid("/to");
        ask(hour, hour).isInvalid("/to");
        ask(hour, hour.plus(Duration.ofHours(2))).isInvalid("/to");
        ask(hour.minus(Duration.ofDays(32)), hour).isInvalid("/to");
    }

    /** However it comes about: a roll-up shall not be asked for more than it can do. */
    @Test
    void refusesMoreThan31DaysInAll() {
        ask(hour.minus(Duration.ofDays(31)), hour.minus(Duration.ofDays(30))).hasStatus(202);
        ask(hour, hour.plus(Duration.ofHours(1))).isInvalid("/to");
        ask(hour.minus(Duration.ofDays(1)), hour).hasStatus(202);
        assertThat(ranges()).isEqualTo(1);
    }

    @Test
    void refusesHoursWhoseRowsMayBeGone() {
        Stored.change("""
                insert into public.usage_watermarks
                  (tenant_role, tenant_id, counted_to, complete_to, reconciled_to, rolled_up_at, purged_to)
                values (?, ?, '0', ?, ?, ?, ?)
                """, tenant.role(), tenant.uuid(), hour, hour, hour, hour.minus(Duration.ofHours(5)));

        ask(hour.minus(Duration.ofHours(6)), hour).isInvalid("/from");
        ask(hour.minus(Duration.ofHours(5)), hour).hasStatus(202);
    }

    @Test
    void refusesATenantThatIsNot() {
        for (String id : new String[] {"x", "ten_01arz3ndektsv4rrffq69g5fav"}) {
            Request.post("/admin/v1/usage/recount", """
                            {"tenant_id":"%s","from":"%s","to":"%s"}""".formatted(id, hour, Width.HOUR.end(hour)))
                    .asOperator()
                    .send()
                    .isInvalid("/tenant_id");
        }
    }

    private Answer ask(Instant from, Instant to) {
        return Request.post("/admin/v1/usage/recount", """
                        {"tenant_id":"%s","from":"%s","to":"%s"}""".formatted(tenant, from, to))
                .asOperator()
                .send();
    }

    private long ranges() {
        return Stored.rows(
                        row -> row.getLong(1),
                        "select count(*) from public.usage_recounts where tenant_id = ?",
                        tenant.uuid())
                .getFirst();
    }
}
