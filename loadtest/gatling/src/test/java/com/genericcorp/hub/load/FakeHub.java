package com.genericcorp.hub.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** As much of a hub as the journeys see, in memory, with a fault where one is wanted. */
final class FakeHub implements AutoCloseable {
    private static final int ONE_IN = 20;

    private final HttpServer server;
    private final Fault wanted;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong counter = new AtomicLong();
    private final Map<String, Customer> byKey = new ConcurrentHashMap<>();
    private final Map<String, Customer> byId = new ConcurrentHashMap<>();
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    private final Map<String, Customer> byConnection = new ConcurrentHashMap<>();
    private final List<String> removed = new ArrayList<>();

    /** @param fault of answers to the journeys; what is prepared for them and read after them is in order */
    FakeHub(Fault fault) throws IOException {
        this.wanted = fault;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized List<String> removed() {
        return List.copyOf(removed);
    }

    int tenants() {
        return byId.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static final class Customer {
        private final String id;
        private final String slug;
        private final Map<String, String> byDelivery = new ConcurrentHashMap<>();
        private final List<String> events = new ArrayList<>();
        private final AtomicLong requests = new AtomicLong();
        private final AtomicLong metered = new AtomicLong();

        Customer(String id, String slug) {
            this.id = id;
            this.slug = slug;
        }
    }

    private record Reply(int status, String body) {}

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Reply reply = reply(exchange, body);
            byte[] bytes = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply reply(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        Fault fault = "hub-load".equals(exchange.getRequestHeaders().getFirst("User-Agent")) ? wanted : Fault.NONE;
        if (path.startsWith("/admin/")) {
            return admin(exchange.getRequestMethod(), path, body);
        }
        if (path.startsWith("/v1/ingest/")) {
            return ingest(fault, exchange, path.substring("/v1/ingest/".length()), body);
        }
        if (path.equals("/metrics")) {
            return new Reply(200, "hub_degraded 0.0\njvm_memory_used_bytes{area=\"heap\",id=\"a\"} 1048576.0\n");
        }
        Customer customer =
                byKey.get(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        return customer == null
                ? new Reply(401, "{}")
                : asTenant(fault, customer, exchange.getRequestMethod(), path, body);
    }

    private Reply admin(String method, String path, String body) {
        if (method.equals("POST")) {
            String suffix = "%026d".formatted(ids.incrementAndGet());
            Customer customer = new Customer(
                    "ten_" + suffix, Answers.json(body).path("slug").asText());
            String key = "hub_live_" + suffix + "_secret";
            byKey.put("Bearer " + key, customer);
            byId.put(customer.id, customer);
            operations.put(
                    "op_" + suffix,
                    "{\"id\":\"op_%s\",\"status\":\"succeeded\",\"tenant_id\":\"%s\",\"result\":{\"api_key\":\"%s\"}}"
                            .formatted(suffix, customer.id, key));
            return new Reply(
                    202,
                    "{\"id\":\"op_%s\",\"status\":\"pending\",\"tenant_id\":\"%s\"}".formatted(suffix, customer.id));
        }
        if (method.equals("DELETE")) {
            synchronized (this) {
                removed.add(path);
            }
            return new Reply(202, "{}");
        }
        return new Reply(200, Objects.requireNonNull(operations.get(path.substring("/admin/v1/operations/".length()))));
    }

    private Reply ingest(Fault fault, HttpExchange exchange, String connection, String body) {
        if (fault == Fault.SLOW) {
            sleep(600);
        }
        if (fault == Fault.SERVER_ERRORS && isUnlucky()) {
            return new Reply(503, "{}");
        }
        Customer customer = Objects.requireNonNull(byConnection.get(connection));
        String header = connection.endsWith("github") ? "X-GitHub-Delivery" : "webhook-id";
        String delivery = connection + exchange.getRequestHeaders().getFirst(header);
        String fresh = "evt_%026d".formatted(ids.incrementAndGet());
        String event = customer.byDelivery.computeIfAbsent(delivery, ignored -> fresh);
        boolean duplicate = !event.equals(fresh);
        if (!duplicate) {
            synchronized (customer) {
                customer.events.add(event(event, connection, customer.slug, body));
            }
        }
        if (!duplicate || fault == Fault.DUPLICATES_METERED) {
            customer.metered.incrementAndGet();
        }
        return new Reply(202, "{\"event_id\":\"%s\",\"duplicate\":%s}".formatted(event, duplicate));
    }

    private static String event(String id, String connection, String subject, String data) {
        return "{\"id\":\"%s\",\"connection_id\":\"%s\",\"subject\":\"%s\",\"data\":%s}"
                .formatted(id, connection, subject, data);
    }

    private Reply asTenant(Fault fault, Customer customer, String method, String path, String body) {
        switch (fault) {
            case TOO_SLOW_FOR_THE_PLAN -> sleep(400);
            case SLOW -> sleep(600);
            case OVER_THE_LIMIT -> {
                if (method.equals("GET") && isUnlucky()) {
                    return new Reply(429, "{}");
                }
            }
            case NONE, FOREIGN_EVENT, SERVER_ERRORS, DUPLICATES_METERED, REQUESTS_FORGOTTEN -> {}
        }
        if (fault != Fault.REQUESTS_FORGOTTEN || !isUnlucky()) {
            customer.requests.incrementAndGet();
        }
        return switch (path) {
            case "/v1/connections" -> connect(customer, body);
            case "/v1/tenant" ->
                new Reply(200, "{\"id\":\"%s\",\"slug\":\"%s\"}".formatted(customer.id, customer.slug));
            case "/v1/usage" -> usage(customer);
            case "/v1/events" -> list(fault, customer);
            default -> one(customer, path.substring("/v1/events/".length()));
        };
    }

    private Reply connect(Customer customer, String body) {
        String provider = Answers.json(body).path("provider").asText();
        String id = "con_%s%s"
                .formatted("%020d".formatted(ids.incrementAndGet()), provider.equals("github") ? "github" : "aahttp");
        byConnection.put(id, customer);
        return new Reply(
                201,
                "{\"id\":\"%s\",\"ingest_url\":\"%s/v1/ingest/%s\",\"webhook_secret\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"}"
                        .formatted(id, url(), id));
    }

    private static Reply usage(Customer customer) {
        return new Reply(200, """
                {"as_of":"2026-01-01T00:00:00Z","data":[
                 {"meter":"api_requests","quantity":%d,"complete":false},
                 {"meter":"events_ingested","quantity":%d,"complete":false}]}
                """.formatted(customer.requests.get(), customer.metered.get()));
    }

    private Reply list(Fault fault, Customer customer) {
        Customer shown = fault == Fault.FOREIGN_EVENT && isUnlucky()
                ? byId.values().stream()
                        .filter(other -> other != customer && !other.events.isEmpty())
                        .findAny()
                        .orElse(customer)
                : customer;
        synchronized (shown) {
            return new Reply(
                    200,
                    "{\"data\":["
                            + String.join(
                                    ",",
                                    shown.events.reversed().stream().limit(10).toList()) + "],\"next_cursor\":null}");
        }
    }

    private static Reply one(Customer customer, String id) {
        synchronized (customer) {
            return customer.events.stream()
                    .filter(event -> event.contains(id))
                    .findFirst()
                    .map(event -> new Reply(200, event))
                    .orElseGet(() -> new Reply(404, "{}"));
        }
    }

    private boolean isUnlucky() {
        return counter.incrementAndGet() % ONE_IN == 0;
    }

    private static void sleep(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
