package com.genericcorp.hub.api.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import com.genericcorp.hub.usage.Width;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * An operation of the API that changes something.
 *
 * @param route its method and path template
 * @param status what it answers
 * @param again what the same request is answered once it was done: the same, where it has an {@code Idempotency-Key}
 * @param action what the audit log calls it
 * @param request makes ready what it needs and asks for it, as an administrator of the tenant or as an operator
 */
record ChangingOperation(String route, int status, int again, String action, Function<TestTenant, Request> request) {

    /** All of them; {@link ChangingOperationsIT} compares with the application's. */
    static List<ChangingOperation> all() {
        return List.of(
                once("POST /v1/api-keys", 201, "api_key.created", tenant -> post("/v1/api-keys", KEY)),
                once(
                        "POST /v1/api-keys/{id}/rotate",
                        202,
                        "api_key.rotated",
                        tenant -> post("/v1/api-keys/" + key(tenant) + "/rotate", "{\"grace_seconds\":60}")),
                gone(
                        "DELETE /v1/api-keys/{id}",
                        204,
                        404,
                        "api_key.revoked",
                        tenant -> Request.delete("/v1/api-keys/" + key(tenant))),
                once("POST /v1/connections", 201, "connection.created", tenant -> post("/v1/connections", CONNECTION)),
                gone(
                        "DELETE /v1/connections/{id}",
                        204,
                        404,
                        "connection.deleted",
                        tenant -> Request.delete("/v1/connections/" + connection(tenant))),
                same(
                        "PATCH /v1/connections/{id}",
                        "connection.updated",
                        tenant -> patch("/v1/connections/" + connection(tenant), """
                                {"name":"other","status":"disabled","config":{"b":2}}""")),
                once(
                        "POST /v1/connections/{id}/rotate-credentials",
                        202,
                        "connection.credentials_rotated",
                        tenant -> post("/v1/connections/" + connection(tenant) + "/rotate-credentials", "{}")),
                once("POST /v1/events", 202, "event.published", tenant -> post("/v1/events", """
                        {"type":"order.paid","data":{"a":1}}""")),
                once("POST /v1/feedback", 201, "feedback.given", tenant -> post("/v1/feedback", """
                        {"rating":5,"text":"good"}""")),
                once("POST /admin/v1/tenants", 202, "tenant.created", tenant -> post("/admin/v1/tenants", TENANT)),
                once(
                        "POST /admin/v1/tenants/{id}/api-keys",
                        201,
                        "api_key.created",
                        tenant -> post(path(tenant) + "/api-keys", KEY)),
                same(
                        "PATCH /admin/v1/tenants/{id}",
                        "tenant.updated",
                        tenant -> patch(path(tenant), """
                        {"name":"%s","limits":{"ingest_burst":7}}""".formatted(UUID.randomUUID()))),
                gone(
                        "POST /admin/v1/tenants/{id}/suspend",
                        202,
                        409,
                        "tenant.suspended",
                        tenant -> Request.of("POST", path(being(tenant, "active")) + "/suspend")),
                gone(
                        "POST /admin/v1/tenants/{id}/resume",
                        202,
                        409,
                        "tenant.resumed",
                        tenant -> Request.of("POST", path(being(tenant, "suspended")) + "/resume")),
                gone(
                        "DELETE /admin/v1/tenants/{id}",
                        202,
                        409,
                        "tenant.offboarding_started",
                        tenant -> Request.delete(path(being(tenant, "active")))),
                same("PUT /admin/v1/price-book", "price_book.put", tenant -> priceBook()),
                once(
                        "POST /admin/v1/usage/recount",
                        202,
                        "usage.recount_requested",
                        tenant -> post("/admin/v1/usage/recount", recount(tenant))));
    }

    private static final String KEY = """
            {"name":"some","scopes":["events"]}""";
    private static final String CONNECTION = """
            {"provider":"github","name":"some","credentials":{"token":"t"},"config":{"a":1}}""";
    static final String FAR_HOUR = "2099-12-31T23:00:00Z";
    /** {@link #NEW_SLUG} stands for a slug that is taken by nobody. */
    private static final String TENANT = """
            {"slug":"NEW_SLUG","name":"N","plan":"beta","admin_email":"a@example.com"}""";

    private static final String NEW_SLUG = "NEW_SLUG";

    /** A request and the tenant that it is about. */
    record Prepared(String slug, Request request) {
        Prepared {
            request = request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
    }

    boolean byOperator() {
        return route.contains(" /admin/");
    }

    /** Whether the same request is answered out of what was kept. */
    boolean isReplayed() {
        return again == status && !isSame();
    }

    /** Whether the same request once more is made once more, and recorded, and changes nothing. */
    boolean isSame() {
        return route.startsWith("PATCH ") || route.startsWith("PUT ") || route.endsWith("/recount");
    }

    /** Whether it changes what all tenants have in common. */
    boolean isOfNoTenant() {
        return route.endsWith("/price-book");
    }

    /** What anybody of a tenant may do, and sees nothing of again. */
    boolean isForEverybody() {
        return route.equals("POST /v1/feedback");
    }

    /** Asks for it once, as a client that will ask again. */
    Prepared prepare(TestTenant tenant) {
        Request asked = request.apply(tenant);
        Request signed = byOperator() ? asked.bearer(TestIssuers.shared().operator("olga")) : asked.as(tenant);
        String body = asked.body() == null ? "" : new String(asked.body(), UTF_8);
        if (!body.contains(NEW_SLUG)) {
            return new Prepared(tenant.slug(), signed);
        }
        String slug = "n" + UUID.randomUUID().toString().substring(0, 30);
        return new Prepared(slug, signed.body(body.replace(NEW_SLUG, slug).getBytes(UTF_8)));
    }

    static TestTenant tenant() {
        return TestTenants.create(TestServers.shared());
    }

    @Override
    public String toString() {
        return route;
    }

    private static ChangingOperation once(
            String route, int status, String action, Function<TestTenant, Request> request) {
        return new ChangingOperation(route, status, status, action, request);
    }

    private static ChangingOperation gone(
            String route, int status, int again, String action, Function<TestTenant, Request> request) {
        return new ChangingOperation(route, status, again, action, request);
    }

    /** A patch, which makes the same of what it was applied to before. */
    private static ChangingOperation same(String route, String action, Function<TestTenant, Request> request) {
        return new ChangingOperation(route, 200, 200, action, request);
    }

    /** A book that is not there yet, and that no other test reads. */
    private static Request priceBook() {
        Stored.change("delete from public.price_books where effective_from = ?", Instant.parse(FAR_HOUR));
        return Request.of("PUT", "/admin/v1/price-book")
                .header("Content-Type", "application/json")
                .body("""
                        {"currency":"EUR","effective_from":"%s",
                        "prices":[{"meter":"provider_calls","unit_price":"0.5"}]}""".formatted(FAR_HOUR).getBytes(UTF_8));
    }

    /** The running hour, of a tenant of which nothing is to be counted again yet. */
    private static String recount(TestTenant tenant) {
        Stored.change(
                "delete from public.usage_recounts where tenant_id = ?",
                tenant.id().uuid());
        return """
                {"tenant_id":"%s","from":"%s","to":"%s"}""".formatted(tenant.id(), Width.HOUR.start(Instant.now()), Width.HOUR.end(Instant.now()));
    }

    private static String path(TestTenant tenant) {
        return "/admin/v1/tenants/" + tenant.id();
    }

    /** The tenant in that status, whatever was done to it before. */
    private static TestTenant being(TestTenant tenant, String status) {
        Stored.change(
                "update public.tenants set status = ? where id = ?",
                status,
                tenant.id().uuid());
        Stored.change(
                "update public.api_keys set revoked_at = null where tenant_id = ?",
                tenant.id().uuid());
        return tenant;
    }

    private static Request patch(String path, String body) {
        return Request.of("PATCH", path)
                .header("Content-Type", "application/merge-patch+json")
                .body(body.getBytes(UTF_8));
    }

    private static Request post(String path, String body) {
        return Request.post(path, body);
    }

    private static String key(TestTenant tenant) {
        return created(Request.post("/v1/api-keys", KEY).as(tenant).send());
    }

    private static String connection(TestTenant tenant) {
        return created(Request.post("/v1/connections", CONNECTION).as(tenant).send());
    }

    private static String created(Answer answer) {
        return answer.hasStatus(201).field("id");
    }
}
