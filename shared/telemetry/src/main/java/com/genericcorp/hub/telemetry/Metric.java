package com.genericcorp.hub.telemetry;

import static com.genericcorp.hub.telemetry.Label.CAUSE;
import static com.genericcorp.hub.telemetry.Label.POOL;
import static com.genericcorp.hub.telemetry.Label.QUEUE;
import static com.genericcorp.hub.telemetry.Label.ROUTE;
import static com.genericcorp.hub.telemetry.Label.STATE;
import static com.genericcorp.hub.telemetry.Label.STATUS;
import static com.genericcorp.hub.telemetry.Label.STATUS_CLASS;
import static com.genericcorp.hub.telemetry.Label.TENANT;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every metric of the hub; {@code docs/metrics.md} is made from this list. */
public enum Metric {
    HTTP_REQUEST(
            "hub.http.request",
            Kind.REQUEST_TIME,
            "api",
            "From a request's first byte to the beginning of its answer",
            "Error rate: the share of status 5xx, over 2 % and 5 %. P95 over 1 s and 2 s",
            ROUTE,
            STATUS),
    API_REQUESTS(
            "hub.api.requests",
            Kind.COUNTER,
            "api",
            "Requests with a tenant's credentials, whatever was answered",
            "",
            TENANT,
            STATUS_CLASS),
    ADMISSION_REFUSALS(
            "hub.admission.refusals",
            Kind.COUNTER,
            "api",
            "Requests that were not let in: nobody, look_ups, over_limit, inactive, ingest_pace",
            "A sudden rise of nobody or look_ups: somebody tries keys",
            CAUSE),
    PROVISIONING_DURATION(
            "hub.tenant.provisioning.duration",
            Kind.REQUEST_TIME,
            "provisioning",
            "From an operator's request to the active tenant",
            "P95 over 10 s"),
    PROVISIONING_FAILURES(
            "hub.tenant.provisioning.failures",
            Kind.COUNTER,
            "provisioning",
            "Tenants given up and rolled back after all tries",
            "Any"),
    ACTIVE_TENANTS(
            "hub.active.tenants", Kind.GAUGE, "provisioning", "Tenants with status active, as of the last sweep", ""),
    OPERATION_BACKLOG(
            "hub.operation.backlog",
            Kind.GAUGE,
            "provisioning",
            "Operations that are neither succeeded nor failed, as of the last sweep",
            "Not falling for 5 minutes"),
    QUEUE_AGE(
            "hub.queue.age",
            Kind.WAIT,
            "provisioning, metering",
            "From a message's sending to the beginning of its work",
            "P95 over 60 s: readers are too few or broken",
            QUEUE),
    QUEUE_SEND_FAILURES(
            "hub.queue.send.failures",
            Kind.COUNTER,
            "api, provisioning, metering",
            "Messages that the queue did not take; the next sweep or dispatch sends them again",
            "Any for 5 minutes",
            QUEUE),
    POOL_CONNECTIONS(
            "hub.pool.connections",
            Kind.GAUGE,
            "all",
            "Database connections at work and idle, and threads that wait for one",
            "Pool exhausted: awaiting above 0 for a minute",
            POOL,
            STATE),
    REDIS_CALL(
            "hub.redis.call",
            Kind.ROUND_TRIP,
            "api, provisioning, metering",
            "Round trips to Redis that were answered",
            "P95 over 20 ms"),
    REDIS_FAILURES(
            "hub.redis.failures",
            Kind.COUNTER,
            "api, provisioning, metering",
            "Calls to Redis without an answer: error, time_out, or away when the call was not even tried",
            "",
            CAUSE),
    DEGRADED(
            "hub.degraded",
            Kind.GAUGE,
            "api",
            "1 while this instance goes on without Redis, 0 otherwise",
            "1 for 2 minutes"),
    METERING_LAG(
            "hub.metering.lag",
            Kind.GAUGE_OF_SECONDS,
            "metering",
            "Age of the oldest tenant's watermark: up to then everybody's usage is counted",
            "Over 15 minutes"),
    METERING_ROLL_UP(
            "hub.metering.roll.up", Kind.REQUEST_TIME, "metering", "Rolling up one tenant's usage", "P95 over 5 s"),
    METERING_ROWS("hub.metering.rows", Kind.COUNTER, "metering", "Rows that roll-ups counted", ""),
    USAGE_GAPS(
            "hub.usage.gaps",
            Kind.COUNTER,
            "metering",
            "Times between two flushes of a tenant's requests of which some may be missing from its usage",
            "Any: Redis lost data"),
    USAGE_DIFFERENCES(
            "hub.usage.differences",
            Kind.COUNTER,
            "metering",
            "Hours whose usage differs from their rows, as the daily reconciliation found",
            "Any: read GET /admin/v1/usage/reconciliation");

    private static final Map<String, Metric> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Metric::id, Function.identity()));

    private final String id;
    private final Kind kind;
    private final String functions;
    private final String meaning;
    private final String alert;
    private final List<Label> labels;

    Metric(String id, Kind kind, String functions, String meaning, String alert, Label... labels) {
        this.id = id;
        this.kind = kind;
        this.functions = functions;
        this.meaning = meaning;
        this.alert = alert;
        this.labels = List.of(labels);
    }

    /** How a metric is measured. */
    public enum Kind {
        COUNTER("counter", "", "_total"),
        GAUGE("gauge", "", ""),
        GAUGE_OF_SECONDS("gauge", "seconds", "_seconds"),
        REQUEST_TIME("histogram", "seconds", "_seconds", 5, 10, 25, 50, 100, 250, 500, 1000, 2000, 5000, 10_000),
        ROUND_TRIP("histogram", "seconds", "_seconds", 1, 2, 5, 10, 20, 50, 100, 250),
        WAIT("histogram", "seconds", "_seconds", 50, 100, 500, 1000, 5000, 10_000, 30_000, 60_000, 300_000, 900_000);

        private final String text;
        private final String unit;
        private final String suffix;
        private final Duration[] buckets;

        Kind(String text, String unit, String suffix, int... buckets) {
            this.text = text;
            this.unit = unit;
            this.suffix = suffix;
            this.buckets = Arrays.stream(buckets).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
        }

        /** As Prometheus names it. */
        public String text() {
            return text;
        }

        /** {@code seconds}, or empty for plain numbers. */
        public String unit() {
            return unit;
        }

        /** Fixed and few: each bucket is a time series for each combination of labels. */
        Duration[] buckets() {
            return buckets.clone();
        }
    }

    public static Optional<Metric> of(String id) {
        return Optional.ofNullable(BY_NAME.get(id));
    }

    /** As Micrometer knows it. */
    public String id() {
        return id;
    }

    /** As Prometheus and CloudWatch show it. */
    public String shown() {
        return id.replace('.', '_') + kind.suffix;
    }

    public Kind kind() {
        return kind;
    }

    /** Which functions record it, in words. */
    public String functions() {
        return functions;
    }

    public String meaning() {
        return meaning;
    }

    /** What of it somebody should be told about; empty when it is for reading only. */
    public String alert() {
        return alert;
    }

    public List<Label> labels() {
        return labels;
    }
}
