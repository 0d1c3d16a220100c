package com.genericcorp.hub.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Route;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every list, read page by page while rows come and go. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class CursorsIT {
    private static final int BEFORE = 9;

    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @ParameterizedTest
    @MethodSource("lists")
    void neitherRepeatNorMissWhatIsThereAllTheTime(PagedList list) {
        List<String> rows = list.filledBy(tenant, BEFORE);
        Set<String> gone = new HashSet<>();
        List<String> seen = new ArrayList<>();

        String cursor = "";
        int page = 0;
        do {
            Answer answer = read(list, "?limit=2" + cursor).hasStatus(200);
            List<String> ids = ids(answer);
            assertThat(ids).hasSizeLessThanOrEqualTo(2);
            seen.addAll(ids);
            // One that was shown, the page's last and so the cursor's own, and one that was not yet; new ones on top.
            if (page < 2) {
                list.remove(tenant, ids.getLast()).ifPresent(gone::add);
                list.remove(tenant, rows.get(page)).ifPresent(gone::add);
            }
            list.filledBy(tenant, 2);
            page++;
            JsonNode next = answer.json().path("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
            // The list of all tenants goes on with those of other tests.
        } while (!cursor.isEmpty() && !(list.ofOperators() && page == BEFORE));

        assertThat(seen).doesNotHaveDuplicates();
        List<String> stayed =
                rows.reversed().stream().filter(row -> !gone.contains(row)).toList();
        assertThat(seen).containsSubsequence(stayed);
        assertThat(gone).hasSize(list.removes() ? 4 : 0);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void startAtTheNewestAndEndWithoutACursor(PagedList list) {
        List<String> rows = list.filledBy(tenant, 3);

        Answer all = read(list, "?limit=200").hasStatus(200);

        assertThat(ids(all).subList(0, 3)).containsExactlyElementsOf(rows.reversed());
        assertThat(all.json().path("next_cursor").isNull()).isEqualTo(ids(all).size() < 200);
    }

    @ParameterizedTest
    @MethodSource("forged")
    void refuseWhatIsNoCursorOfTheirs(PagedList list, String cursor) {
        read(list, "?cursor=" + cursor).isInvalid("cursor");
    }

    static Stream<Arguments> forged() {
        List<String> cursors = List.of(
                "x",
                "%00",
                "%C3%A9",
                "req_01arz3ndektsv4rrffq69g5fav",
                "01arz3ndektsv4rrffq69g5fav",
                "'%20or%201=1--",
                "a".repeat(1000));
        return Stream.of(PagedList.values())
                .flatMap(list -> Stream.concat(
                                cursors.stream(),
                                // In capitals, too long, and beyond 128 bits.
                                Stream.of("01ARZ3NDEKTSV4RRFFQ69G5FAV", "01arz3ndektsv4rrffq69g5fav0", "z".repeat(26))
                                        .map(characters -> list.prefix() + characters))
                        .map(cursor -> Arguments.of(list, cursor)));
    }

    /** A cursor is a place in the list and no right: another tenant's leads nowhere but to one's own rows. */
    @ParameterizedTest
    @MethodSource("lists")
    void showNothingForeignForAForeignCursor(PagedList list) {
        TestTenant other = TestTenants.create(TestServers.shared());
        List<String> own = list.filledBy(tenant, 2);
        List<String> foreign = list.filledBy(other, 2);

        List<String> seen =
                ids(read(list, "?limit=200&cursor=" + foreign.getFirst()).hasStatus(200));

        assertThat(seen).containsAll(own);
        if (!list.ofOperators()) {
            assertThat(seen).doesNotContainAnyElementsOf(foreign);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01arz3ndektsv4rrffq69g5fav", "00000000000000000000000000", "7zzzzzzzzzzzzzzzzzzzzzzzzz"})
    void takeAnInventedCursorForThePlaceThatItNames(String characters) {
        for (PagedList list : PagedList.values()) {
            list.filledBy(tenant, 1);
            Answer answer = read(list, "?cursor=" + list.prefix() + characters).hasStatus(200);
            assertThat(ids(answer).isEmpty()).isEqualTo(!characters.startsWith("7"));
        }
    }

    /** Windows of usage have no ids; AdminUsageIT reads them page by page. */
    @Test
    void areOfEveryListThatThereIs() {
        assertThat(Route.all()
                        .filter(route -> route.takes("cursor"))
                        .map(Route::path)
                        .filter(path -> !path.equals("/admin/v1/usage")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(PagedList.values()).map(PagedList::path).toList());
    }

    static List<PagedList> lists() {
        return List.of(PagedList.values());
    }

    private Answer read(PagedList list, String query) {
        Request request = Request.get(list.path() + query);
        return (list.ofOperators() ? request.bearer(TestIssuers.shared().operator("olga")) : request.as(tenant)).send();
    }

    private static List<String> ids(Answer answer) {
        List<String> ids = new ArrayList<>();
        answer.json().path("data").forEach(row -> ids.add(row.path("id").asText()));
        return ids;
    }
}
