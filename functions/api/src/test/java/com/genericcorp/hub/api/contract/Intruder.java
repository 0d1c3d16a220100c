package com.genericcorp.hub.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.document.Operation;
import com.genericcorp.hub.api.document.Operation.Access;
import com.genericcorp.hub.testing.TestIssuers;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Somebody who may not do what an operation does.
 *
 * @param tries the operations that this is wrong for
 * @param request what is sent
 * @param status what it must be answered
 */
record Intruder(String name, Predicate<Operation> tries, BiFunction<Scene, Operation, Request> request, int status) {
    private static final String GARBAGE = "hub_live_garbage";

    static final List<Intruder> ALL = List.of(
            onVictim("nobody", Intruder::wantsCredentials, 401, (scene, request) -> request),
            withCredentials("garbage", Intruder::wantsCredentials, 401, scene -> GARBAGE),
            withCredentials(
                    "a damaged key",
                    Intruder::wantsCredentials,
                    401,
                    scene -> damaged(scene.victim().secret())),
            withCredentials("an unknown key", Intruder::wantsCredentials, 401, Scene::unknownKey),
            withCredentials("a revoked key", Intruder::wantsCredentials, 401, Scene::revokedKey),
            withCredentials("an expired key", Intruder::wantsCredentials, 401, Scene::expiredKey),
            withCredentials(
                    "another tenant's key",
                    Intruder::isOfTenantsWithId,
                    404,
                    scene -> scene.stranger().secret()),
            withCredentials(
                    "another tenant's admin", Intruder::isOfTenantsWithId, 404, scene -> admin(scene.stranger())),
            withCredentials(
                    "an operator",
                    Intruder::isOfTenants,
                    403,
                    scene -> TestIssuers.shared().operator("intruder")),
            withCredentials(
                    "a key",
                    Intruder::isOfOperators,
                    403,
                    scene -> scene.victim().secret()),
            withCredentials("a tenant's admin", Intruder::isOfOperators, 403, scene -> admin(scene.victim())),
            withCredentials("a tenant's member", Intruder::isOfOperators, 403, scene -> member(scene.victim())),
            withCredentials(
                    "a tenant's issuer that names operators",
                    Intruder::isOfOperators,
                    401,
                    scene -> TestIssuers.shared().tenant(scene.victim().tenant().id(), "hub-operator")),
            withCredentials(
                    "a suspended tenant's key, for operators",
                    Intruder::isOfOperators,
                    403,
                    scene -> scene.suspended().secret()),
            withCredentials("a member", Intruder::writesWithinAScope, 403, scene -> member(scene.victim())),
            new Intruder(
                    "a key without the scope",
                    Intruder::hasScope,
                    (scene, operation) -> Requests.of(operation, scene.victim())
                            .bearer(scene.keyWithout(operation.scope().orElseThrow())),
                    403),
            onOwn("a suspended tenant's key", Intruder::isOfTenants, World::secret),
            onOwn("a suspended tenant's admin", Intruder::isOfTenants, Intruder::admin),
            onVictim("an unsigned webhook", Intruder::isIngest, 401, (scene, request) -> request),
            onVictim(
                    "an unsigned webhook with the tenant's key",
                    Intruder::isIngest,
                    401,
                    (scene, request) -> request.bearer(scene.victim().secret())),
            onVictim(
                    "a webhook signed with another secret",
                    Intruder::isIngest,
                    401,
                    (scene, request) -> signed(request, "not-the-secret")),
            new Intruder(
                    "a suspended tenant's webhook",
                    Intruder::isIngest,
                    (scene, operation) -> signed(Requests.bare(operation, scene.suspended()), World.WEBHOOK_SECRET),
                    403));

    private static boolean isOfTenants(Operation operation) {
        return operation.access() == Access.TENANTS;
    }

    private static boolean isOfTenantsWithId(Operation operation) {
        return isOfTenants(operation) && !operation.parameters("path").isEmpty();
    }

    private static boolean isOfOperators(Operation operation) {
        return operation.access() == Access.OPERATORS;
    }

    private static boolean wantsCredentials(Operation operation) {
        return operation.access() != Access.ANYBODY;
    }

    private static boolean hasScope(Operation operation) {
        return operation.scope().isPresent();
    }

    private static boolean writesWithinAScope(Operation operation) {
        return hasScope(operation) && operation.writes();
    }

    private static boolean isIngest(Operation operation) {
        return operation.id().equals("ingestWebhook");
    }

    private static Intruder withCredentials(
            String name, Predicate<Operation> tries, int status, Function<Scene, String> bearer) {
        return onVictim(name, tries, status, (scene, request) -> request.bearer(bearer.apply(scene)));
    }

    private static Intruder onVictim(
            String name, Predicate<Operation> tries, int status, BiFunction<Scene, Request, Request> arm) {
        return new Intruder(
                name, tries, (scene, operation) -> arm.apply(scene, Requests.of(operation, scene.victim())), status);
    }

    private static Intruder onOwn(String name, Predicate<Operation> tries, Function<World, String> bearer) {
        return new Intruder(
                name,
                tries,
                (scene, operation) -> Requests.of(operation, scene.suspended()).bearer(bearer.apply(scene.suspended())),
                403);
    }

    /** The gate of the metrics tells no caller from another, and on Lambda there are none. */
    List<Integer> statuses(Operation operation) {
        return operation.id().equals("getMetrics") ? List.of(401, 404) : List.of(status);
    }

    private static String damaged(String key) {
        char last = key.charAt(key.length() - 1);
        return key.substring(0, key.length() - 1) + (last == 'x' ? 'y' : 'x');
    }

    private static String admin(World world) {
        return TestIssuers.shared().tenant(world.tenant().id(), "tenant-admin");
    }

    private static String member(World world) {
        return TestIssuers.shared().tenant(world.tenant().id(), "tenant-member");
    }

    private static Request signed(Request request, String secret) {
        return Signing.github(request, secret, "intruder", "{}".getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return name;
    }
}
