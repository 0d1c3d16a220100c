package com.genericcorp.hub.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptAnswersIT {
    private final Workshop workshop = new Workshop();
    private final KeptAnswers answers = new KeptAnswers(workshop.database);
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final Instant now = workshop.clock.instant();

    @BeforeEach
    void forgetTheOthers() {
        workshop.database.transaction(
                connection -> Statements.on(connection).update("delete from public.idempotency_keys"));
    }

    @Test
    void forgetsThoseWhoseTimeIsOver() {
        keep("over", now);
        keep("long over", now.minus(Duration.ofDays(3)));
        keep("not yet", now.plusMillis(1));

        assertThat(answers.forgetExpired(now, 10)).isEqualTo(2);

        assertThat(kept()).containsExactly("not yet");
    }

    @Test
    void forgetsSoManyAtOnceTheOldestFirst() {
        for (int i = 0; i < 5; i++) {
            keep("answer " + i, now.minusSeconds(i));
        }

        assertThat(answers.forgetExpired(now, 3)).isEqualTo(3);

        assertThat(kept()).containsExactly("answer 0", "answer 1");
    }

    @Test
    void waitsForNobodyWhoIsAtOneOfThem() throws SQLException {
        keep("in use", now.minusSeconds(2));
        keep("over", now.minusSeconds(1));

        try (Connection other = workshop.servers.ownerDataSource().getConnection()) {
            other.setAutoCommit(false);
            Statements.on(other)
                    .update(
                            "update public.idempotency_keys set expires_at = ? where id = ?",
                            now.plusSeconds(1),
                            id("in use"));
            assertThat(answers.forgetExpired(now, 10)).isEqualTo(1);
            other.commit();
        }

        assertThat(answers.forgetExpired(now, 10)).isZero();
        assertThat(kept()).containsExactly("in use");
    }

    private void keep(String name, Instant until) {
        workshop.database.transaction(connection ->
                Statements.on(connection).update("""
                        insert into public.idempotency_keys
                          (tenant_role, name, id, body_hash, claimed_until, expires_at, status, body)
                        values (?, ?, ?, '\\x00', ?, ?, 201, '\\x00')
                        """, tenant.role(), name.getBytes(UTF_8), id(name), until, until));
    }

    private List<String> kept() {
        return workshop.database.transaction(connection -> Statements.on(connection)
                .list(
                        row -> new String(row.getBytes("name"), UTF_8),
                        "select name from public.idempotency_keys where tenant_role = ? order by name",
                        tenant.role()));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
