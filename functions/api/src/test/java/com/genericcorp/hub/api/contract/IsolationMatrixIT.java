package com.genericcorp.hub.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.document.OpenApi;
import com.genericcorp.hub.api.document.Operation;
import com.genericcorp.hub.api.document.Operation.Access;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the document against everybody who may not use it, or not on this tenant. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class IsolationMatrixIT {
    private static @Nullable Scene scene;

    private static Scene scene() {
        Scene made = scene == null ? new Scene() : scene;
        scene = made;
        return made;
    }

    @AfterAll
    static void leave() {
        scene = null;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("intrusions")
    void refusesAndChangesNothing(Operation operation, Intruder intruder) {
        Request request = intruder.request().apply(scene(), operation);
        DatabaseDigest before = scene().digest();

        Answer answer = request.send();

        assertThat(intruder.statuses(operation)).as(answer.toString()).contains(answer.status());
        scene().victim().assertHiddenIn(answer);
        assertThat(scene().digest()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("ofTenants")
    void servesATenantWithoutTouchingAnother(Operation operation) {
        World own = operation.writes() ? World.create() : scene().stranger();
        DatabaseDigest before = DatabaseDigest.about(scene().victim());

        Answer byKey = Requests.of(operation, own).bearer(own.secret()).send();

        assertThat(operation.successes()).as(byKey.toString()).contains(byKey.status());
        scene().victim().assertHiddenIn(byKey);
        assertThat(DatabaseDigest.about(scene().victim())).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("ofTenants")
    void servesATenantsAdminWithoutTouchingAnother(Operation operation) {
        World own = operation.writes() ? World.create() : scene().stranger();
        DatabaseDigest before = DatabaseDigest.about(scene().victim());

        Answer byAdmin = Requests.of(operation, own)
                .bearer(TestIssuers.shared().tenant(own.tenant().id(), "tenant-admin"))
                .send();

        assertThat(operation.successes()).as(byAdmin.toString()).contains(byAdmin.status());
        scene().victim().assertHiddenIn(byAdmin);
        assertThat(DatabaseDigest.about(scene().victim())).isEqualTo(before);
    }

    /** No more than the scope that the document names is needed. */
    @ParameterizedTest
    @MethodSource("withinTheirScope")
    void isContentWithTheScopeOfTheDocument(Operation operation) {
        World own = operation.writes() ? World.create() : scene().stranger();
        String key = Keys.of(own.tenant().id(), operation.scope().stream().toList());

        Answer answer = Requests.of(operation, own).bearer(key).send();

        assertThat(operation.successes()).as(answer.toString()).contains(answer.status());
    }

    @ParameterizedTest
    @MethodSource("ofEverybody")
    void showsNobodyAnythingOfATenant(Operation operation) {
        DatabaseDigest before = scene().digest();

        Answer answer = Requests.of(operation, scene().victim()).send();

        scene().victim().assertHiddenIn(answer);
        assertThat(scene().digest()).isEqualTo(before);
    }

    /** A new operation without credentials is tried by nobody, so it must be looked at by a person first. */
    @Test
    void nothingElseIsOpenToEverybody() {
        assertThat(ofEverybody().stream().map(Operation::id))
                .containsExactlyInAnyOrder("getHealth", "getReadiness", "getOpenApi", "ingestWebhook");
    }

    @ParameterizedTest
    @MethodSource("withCredentials")
    void everybodyWhoMayNotIsTried(Operation operation) {
        assertThat(intruders(operation))
                .contains("nobody", "garbage", "a damaged key", "an unknown key", "a revoked key", "an expired key");
        switch (operation.access()) {
            case TENANTS ->
                assertThat(intruders(operation))
                        .contains("an operator", "a suspended tenant's key", "a suspended tenant's admin");
            case OPERATORS ->
                assertThat(intruders(operation))
                        .contains("a key", "a tenant's admin", "a tenant's issuer that names operators");
            case ANYBODY -> throw new AssertionError(operation);
        }
        if (operation.access() == Access.TENANTS && operation.path().contains("{")) {
            assertThat(intruders(operation)).contains("another tenant's key", "another tenant's admin");
        }
        if (operation.scope().isPresent()) {
            assertThat(intruders(operation)).contains("a key without the scope");
        }
    }

    private static List<String> intruders(Operation operation) {
        return Intruder.ALL.stream()
                .filter(intruder -> intruder.tries().test(operation))
                .map(Intruder::name)
                .toList();
    }

    static List<Arguments> intrusions() {
        return operations()
                .flatMap(operation -> Intruder.ALL.stream()
                        .filter(intruder -> intruder.tries().test(operation))
                        .map(intruder -> Arguments.of(operation, intruder)))
                .toList();
    }

    static List<Operation> ofTenants() {
        return operations()
                .filter(operation -> operation.access() == Access.TENANTS)
                .toList();
    }

    /** All but the two whose caller must have whatever scopes the key in their example has. */
    static List<Operation> withinTheirScope() {
        return ofTenants().stream()
                .filter(operation -> !Set.of("createApiKey", "rotateApiKey").contains(operation.id()))
                .toList();
    }

    static List<Operation> withCredentials() {
        return operations()
                .filter(operation -> operation.access() != Access.ANYBODY)
                .toList();
    }

    static List<Operation> ofEverybody() {
        return operations()
                .filter(operation -> operation.access() == Access.ANYBODY)
                .toList();
    }

    private static Stream<Operation> operations() {
        return OpenApi.committed().operations().stream();
    }
}
