package com.genericcorp.hub.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final String ID = "ten_01m8578xjbfn99z4gt8wzyk64k";
    private static final String OTHER = "ten_01m8578xjbfn99z4gt8wzyk64z";
    private static final Hook HOOK =
            new Hook(Sender.GITHUB, "con_01m8578ypcfhf9y1pz4zvg1jmv", "/v1/ingest/x", "secret");
    private static final Webhook NEW = Webhook.fresh(HOOK, "hubload-r-t1", "1", Instant.EPOCH);

    private final Tenant tenant = new Tenant("hubload-r-t1", ID, "key", List.of(HOOK), new TenantLedger());

    private static String event(String marker, String connection) {
        return "{\"id\":\"evt_1\",\"connection_id\":\"%s\",\"subject\":\"%s/site\",\"data\":{\"a\":\"%s\"}}"
                .formatted(connection, marker, marker);
    }

    @Test
    void ownEventsAreGood() {
        String list = "{\"data\":[" + event("hubload-r-t1", HOOK.connection()) + "]}";

        assertThat(Answers.toEventList(tenant, 200, list)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void anyTraceOfAnotherTenantIsForeignWhateverTheStatus() {
        String marker = "{\"data\":[" + event("hubload-r-t11", HOOK.connection()) + "]}";
        String connection = "{\"data\":[" + event("hubload-r-t1", "con_01m8578ypcfhf9y1pz4zvg1jmx") + "]}";

        assertThat(Answers.toEventList(tenant, 200, marker)).isInstanceOf(Verdict.Foreign.class);
        assertThat(Answers.toEventList(tenant, 200, connection)).isInstanceOf(Verdict.Foreign.class);
        assertThat(Answers.toEventList(tenant, 500, "{\"detail\":\"" + OTHER + "\"}"))
                .isInstanceOf(Verdict.Foreign.class);
        assertThat(Answers.toEvent(tenant, "evt_1", 200, event("somebody", HOOK.connection())))
                .isInstanceOf(Verdict.Foreign.class);
        assertThat(Answers.toTenant(tenant, 200, "{\"id\":\"" + OTHER + "\",\"slug\":\"hubload-r-t1\"}"))
                .isInstanceOf(Verdict.Foreign.class);
    }

    @Test
    void aListWithoutEventsIsBad() {
        assertThat(Answers.toEventList(tenant, 200, "{\"data\":[]}")).isInstanceOf(Verdict.Bad.class);
        assertThat(Answers.toEventList(tenant, 200, "not JSON")).isInstanceOf(Verdict.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 429, 500, 503})
    void anotherStatusIsBad(int status) {
        assertThat(Answers.toTenant(tenant, status, "{}")).isEqualTo(new Verdict.Bad("answered " + status));
        assertThat(Answers.toWebhook(tenant, NEW, status, "{}")).isEqualTo(new Verdict.Bad("answered " + status));
    }

    @Test
    void aDuplicateIsAnsweredByTheFirstEvent() {
        Webhook again = NEW.again("evt_1", Instant.EPOCH);

        assertThat(Answers.toWebhook(tenant, again, 202, "{\"event_id\":\"evt_1\",\"duplicate\":true}"))
                .isEqualTo(Verdict.GOOD);
        assertThat(Answers.toWebhook(tenant, again, 202, "{\"event_id\":\"evt_2\",\"duplicate\":true}"))
                .isInstanceOf(Verdict.Bad.class);
        assertThat(Answers.toWebhook(tenant, again, 202, "{\"event_id\":\"evt_3\",\"duplicate\":false}"))
                .isInstanceOf(Verdict.Bad.class);
        assertThat(Answers.toWebhook(tenant, NEW, 202, "{\"event_id\":\"evt_1\",\"duplicate\":true}"))
                .isInstanceOf(Verdict.Bad.class);
    }

    @Test
    void moreUsageThanWasSentIsForeign() {
        String usage = "{\"data\":[{\"meter\":\"events_ingested\",\"quantity\":%d},"
                + "{\"meter\":\"api_requests\",\"quantity\":%d}]}";
        tenant.ledger().requestSent();
        tenant.ledger().webhookSent();

        assertThat(Answers.toUsage(tenant, 200, usage.formatted(1, 1))).isEqualTo(Verdict.GOOD);
        assertThat(Answers.toUsage(tenant, 200, usage.formatted(2, 1))).isInstanceOf(Verdict.Foreign.class);
        assertThat(Answers.toUsage(tenant, 200, usage.formatted(1, 2))).isInstanceOf(Verdict.Foreign.class);
    }

    @Test
    void aProvisioningNamesOneTenant() {
        String operation = "{\"id\":\"op_1\",\"tenant_id\":\"" + ID + "\",\"slug\":\"%s\"}";

        assertThat(Answers.toProvisioning("hubload-r-p1", 202, operation.formatted("hubload-r-p1")))
                .isEqualTo(Verdict.GOOD);
        assertThat(Answers.toProvisioning("hubload-r-p1", 202, operation.formatted("hubload-r-t1")))
                .isInstanceOf(Verdict.Foreign.class);
        assertThat(Answers.toProvisioning("hubload-r-p1", 202, "{}")).isInstanceOf(Verdict.Bad.class);
        assertThat(Answers.toProvisioning("hubload-r-p1", 409, "{}")).isEqualTo(new Verdict.Bad("answered 409"));
    }

    @Test
    void anOperationShowsItsOwnTenantsKeyAndNoOther() {
        String done =
                "{\"status\":\"succeeded\",\"tenant_id\":\"" + ID + "\",\"result\":{\"api_key\":\"hub_live_%s_x\"}}";

        assertThat(Answers.toOperation(tenant, 200, done.formatted(ID.substring(4))))
                .isEqualTo(Verdict.GOOD);
        assertThat(Answers.toOperation(tenant, 200, done.formatted(OTHER.substring(4))))
                .isInstanceOf(Verdict.Foreign.class);
        assertThat(Answers.toOperation(tenant, 200, "{\"status\":\"failed\"}")).isInstanceOf(Verdict.Bad.class);
        assertThat(Answers.toOperation(tenant, 200, "{\"status\":\"running\"}")).isEqualTo(Verdict.GOOD);
    }
}
