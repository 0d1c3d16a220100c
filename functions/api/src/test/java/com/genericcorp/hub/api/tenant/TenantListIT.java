package com.genericcorp.hub.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class TenantListIT {
    @Test
    void showsOneTenantAsItsOwnResourceDoes() {
        TestTenant tenant = TestTenants.create(TestServers.shared());

        Answer one =
                Request.get("/admin/v1/tenants/" + tenant.id()).asOperator().send();
        Answer list = Request.get("/admin/v1/tenants?slug=" + tenant.slug())
                .asOperator()
                .send();

        one.hasStatus(200);
        assertThat(one.json())
                .isEqualTo(Request.get("/v1/tenant").as(tenant).send().json());
        list.hasStatus(200);
        assertThat(list.json().path("data")).containsExactly(one.json());
        assertThat(list.json().path("next_cursor").isNull()).isTrue();
    }

    @Test
    void neitherRepeatsNorSkipsWhenTenantsComeInMeanwhile() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            before.add(TestTenants.create(TestServers.shared()).id().toString());
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = Request.get("/admin/v1/tenants?limit=2" + cursor)
                    .asOperator()
                    .send();
            page.hasStatus(200);
            List<String> ids = page.json().path("data").findValuesAsText("id");
            assertThat(ids).hasSizeLessThanOrEqualTo(2);
            seen.addAll(ids);
            TestTenants.create(TestServers.shared());
            JsonNode next = page.json().path("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().isSortedAccordingTo(Collections.reverseOrder());
        assertThat(seen)
                .containsSubsequence(Stream.of(4, 3, 2, 1, 0).map(before::get).toList());
        assertThat(seen.getFirst()).isEqualTo(before.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "1.5", "ten", "99999999999", "+5"})
    void refusesALimitOutOfRange(String limit) {
        Request.get("/admin/v1/tenants?limit=" + limit.replace("+", "%2B"))
                .asOperator()
                .send()
                .isInvalid("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "evt_01arz3ndektsv4rrffq69g5fav", "ten_01ARZ3NDEKTSV4RRFFQ69G5FAV", "%00"})
    void refusesACursorOfNoList(String cursor) {
        Request.get("/admin/v1/tenants?cursor=" + cursor).asOperator().send().isInvalid("cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ten_01arz3ndektsv4rrffq69g5fav", "nonsense", "con_01arz3ndektsv4rrffq69g5fav", "%C3%A9", "%00"})
    void knowsNoTenantOfAnotherId(String id) {
        Request.get("/admin/v1/tenants/" + id).asOperator().send().isProblem(404, "not-found");
    }

    @Test
    void takesAnyTextAsASlugToLookFor() {
        Request.get("/admin/v1/tenants?slug=%00").asOperator().send().isProblem(400, "bad-request");
        assertThat(Request.get("/admin/v1/tenants?slug=%27%20or%201=1")
                        .asOperator()
                        .send()
                        .hasStatus(200)
                        .json()
                        .path("data"))
                .isEmpty();
    }
}
