package com.genericcorp.hub.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.provider.GitHubExamples;
import com.genericcorp.hub.api.provider.GitHubExamples.Example;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class GitHubExamplesIT {
    @Inject
    AccessCache cache;

    @Test
    void storesEveryRealPayloadOnceAndGivesItBackExactly() {
        GitHubHook hook = GitHubHook.create();
        // More than the smallest plan allows at once.
        Stored.change(
                "update public.tenants set plan = 'enterprise' where id = ?",
                hook.tenant().id().uuid());
        cache.forgetAll(hook.tenant().id(), List.of(), List.of());
        List<Example> examples = GitHubExamples.all();
        assertThat(examples).hasSizeGreaterThan(300);

        for (Example example : examples) {
            Answer first = hook.delivery(example.event(), example.deliveryId(), example.payload())
                    .send();
            Answer second = hook.delivery(example.event(), example.deliveryId(), example.payload())
                    .send();

            assertThat(first.status()).as(example.toString()).isEqualTo(202);
            assertThat(first.json().path("duplicate").asBoolean()).isFalse();
            assertThat(second.json().path("duplicate").asBoolean()).isTrue();
            assertThat(second.field("event_id")).isEqualTo(first.field("event_id"));
            Answer event = hook.event(first.field("event_id"));
            assertThat(GitHubHook.data(event)).as(example.toString()).isEqualTo(example.payload());
            assertThat(event.field("provider_event")).isEqualTo(example.event());
        }

        assertThat(hook.storedEvents()).isEqualTo(examples.size());
    }
}
