package com.genericcorp.hub.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.document.DocumentNode;
import com.genericcorp.hub.api.document.OpenApi;
import com.genericcorp.hub.api.document.Operation;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter of every operation, with what it must not be. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class BadParameterIT {
    private static final String CHARACTERS = "01arz3ndektsv4rrffq69g5fav";

    /** As they stand in the request line. */
    private static final List<String> NO_IDS = List.of(
            "x",
            "null",
            "%20",
            "%00",
            "*",
            "..%2f..%2fv1%2ftenant",
            "..%5c..",
            "'%20or%20'1'='1",
            "%7B%7D",
            "%F0%9F%92%A9",
            "%ff%fe",
            CHARACTERS,
            "usr_" + CHARACTERS,
            "a".repeat(3000));

    /** What texts are wrong in no id alone: all that may happen is that nothing is found. */
    private static final List<String> HOSTILE_TEXTS =
            List.of("", " ", "'", "\u0000", "\"; drop table x; --", "%", "\uD83D\uDCA9", "x".repeat(2000), "{t}");

    private static @Nullable World world;

    private static World world() {
        World made = world == null ? World.create() : world;
        world = made;
        return made;
    }

    @AfterAll
    static void leave() {
        world = null;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("ids")
    void knowsNothingByAHostileId(Operation operation, String id) {
        DatabaseDigest before = DatabaseDigest.of(world());

        Answer answer = withId(operation, id).send();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
        assertThat(DatabaseDigest.of(world())).isEqualTo(before);
    }

    /** A right id in a form that is not its own. */
    @ParameterizedTest
    @MethodSource("operationsWithId")
    void knowsNothingByADamagedId(Operation operation) {
        String right = world().id(operation.parameters("path").getFirst());
        String prefix = right.substring(0, right.indexOf('_') + 1);
        DatabaseDigest before = DatabaseDigest.of(world());

        assertThat(Stream.of(
                        prefix,
                        prefix + CHARACTERS,
                        right.substring(0, right.length() - 1),
                        right + "0",
                        right.toUpperCase(Locale.ROOT),
                        prefix + "8" + right.substring(prefix.length() + 1),
                        right.replace('_', '-'),
                        right + "%20",
                        right + "%00"))
                .allSatisfy(
                        id -> assertThat(withId(operation, id).send().status()).isEqualTo(404));
        assertThat(DatabaseDigest.of(world())).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}: {1}={2}")
    @MethodSource("wrongQueries")
    void namesTheParameterThatIsWrong(Operation operation, String name, String value) {
        query(operation, name, value).send().isInvalid(name);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("freeTexts")
    void findsNothingByAHostileText(Operation operation, String name) {
        assertThat(HOSTILE_TEXTS)
                .allSatisfy(
                        text -> assertThat(query(operation, name, text).send().status())
                                .as(text)
                                .isIn(200, 400));
    }

    @ParameterizedTest
    @MethodSource("operationsWithIdempotencyKey")
    void refusesAnIdempotencyKeyThatIsNone(Operation operation) {
        DatabaseDigest before = DatabaseDigest.of(world());

        assertThat(Stream.of("", "two words", "k".repeat(256), "schlüssel"))
                .allSatisfy(key -> Callers.rightful(operation, world(), Requests.of(operation, world()))
                        .header("Idempotency-Key", key)
                        .send()
                        .isInvalid("Idempotency-Key"));
        assertThat(DatabaseDigest.of(world())).isEqualTo(before);
    }

    private static Request withId(Operation operation, String id) {
        Request right = Requests.of(operation, world());
        String own = world().id(operation.parameters("path").getFirst());
        return Callers.rightful(operation, world(), right.to(right.target().replace(own, id)));
    }

    private static Request query(Operation operation, String name, String value) {
        Request right = Requests.of(operation, world());
        return Callers.rightful(
                operation, world(), right.to(right.target() + "?" + name + "=" + URLEncoder.encode(value, UTF_8)));
    }

    static List<Arguments> ids() {
        return operationsWithId().stream()
                .flatMap(operation -> NO_IDS.stream().map(id -> Arguments.of(operation, id)))
                .toList();
    }

    static List<Operation> operationsWithId() {
        return operations()
                .filter(operation -> !operation.parameters("path").isEmpty())
                .toList();
    }

    static List<Operation> operationsWithIdempotencyKey() {
        return operations()
                .filter(operation -> operation.parameters("header").stream()
                        .anyMatch(parameter -> parameter.name().equals("IdempotencyKey")))
                .toList();
    }

    static List<Arguments> wrongQueries() {
        return operations()
                .flatMap(operation -> operation.parameters("query").stream()
                        .flatMap(parameter -> wrong(parameter)
                                .map(value -> Arguments.of(
                                        operation, parameter.json().path("name").asText(), value))))
                .toList();
    }

    static List<Arguments> freeTexts() {
        return operations()
                .flatMap(operation -> operation.parameters("query").stream()
                        .filter(parameter -> wrong(parameter).findAny().isEmpty())
                        .map(parameter -> Arguments.of(
                                operation, parameter.json().path("name").asText())))
                .toList();
    }

    /** Values that the parameter's schema does not allow; none where it allows every text. */
    private static Stream<String> wrong(DocumentNode parameter) {
        JsonNode schema = parameter.at("schema").json();
        if (parameter.name().equals("Cursor")) {
            return Stream.of("x", "0", "con_", "op_" + CHARACTERS, "cursor'--", "\u0000", "x".repeat(2000));
        }
        if (schema.path("type").asText().equals("integer")) {
            return Stream.of(
                    "0", "-1", "201", "1e2", "1.5", "0x10", "ten", "99999999999999999999", "\u0661", "1 ", "+1");
        }
        if (schema.path("format").asText().equals("date-time")) {
            return Stream.of("yesterday", "2026-01-31", "1795471734", "2026-02-30T00:00:00Z", "1969-12-31T23:59:59Z");
        }
        if (schema.has("enum") || schema.has("pattern")) {
            return Stream.of("no-such-value", "con_" + CHARACTERS + "0", "\u0000");
        }
        return Stream.empty();
    }

    private static Stream<Operation> operations() {
        return OpenApi.committed().operations().stream();
    }
}
