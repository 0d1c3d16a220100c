package com.genericcorp.hub.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TenantLedgerTest {
    private static final Webhook WEBHOOK =
            Webhook.fresh(new Hook(Sender.GITHUB, "con_1", "/v1/ingest/con_1", "secret"), "marker", "1", Instant.EPOCH);

    private final TenantLedger ledger = new TenantLedger();

    @Test
    void whatWasAdmittedIsCertainWhatWasRefusedIsNotAndWhatBrokeIsUncertain() {
        for (int status : new int[] {200, 404, 401, 429, 503}) {
            ledger.requestSent();
            ledger.requestAnswered(status);
        }
        ledger.requestSent();

        assertThat(ledger.requests()).isEqualTo(new Bounds(2, 4));
    }

    @Test
    void duplicatesAreNoEventsAndALostWebhookMayBeOne() {
        ledger.webhookSent();
        ledger.webhookAccepted(WEBHOOK, "evt_1");
        ledger.webhookSent();
        ledger.webhookNotAccepted(202);
        ledger.webhookSent();

        assertThat(ledger.events()).isEqualTo(new Bounds(1, 2));
    }

    @Test
    void onlyOutsideTheBoundsIsADifference() {
        Bounds bounds = new Bounds(10, 12);

        assertThat(bounds.difference(9)).isEqualTo(1);
        assertThat(bounds.difference(10)).isZero();
        assertThat(bounds.difference(12)).isZero();
        assertThat(bounds.difference(15)).isEqualTo(3);
    }

    @Test
    void theLatestEventsAreKept() {
        assertThat(ledger.acceptedEvent(3)).isEmpty();
        for (int number = 0; number < 1000; number++) {
            ledger.webhookAccepted(WEBHOOK, "evt_" + number);
        }

        assertThat(ledger.acceptedEvent(7).orElseThrow().event()).isEqualTo("evt_519");
        assertThat(ledger.acceptedEvent(500).orElseThrow().event()).isEqualTo("evt_500");
    }
}
