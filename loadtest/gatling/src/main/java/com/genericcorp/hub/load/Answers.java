package com.genericcorp.hub.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.function.Function;

/** Judges what the hub answered: its status, whose data it holds, and whether it is what was asked for. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private Answers() {}

    /** Also writes down what became of the webhook. */
    static Verdict toWebhook(Tenant tenant, Webhook webhook, int status, String body) {
        TenantLedger ledger = tenant.ledger();
        if (status != ACCEPTED) {
            ledger.webhookNotAccepted(status);
            return judge(tenant, status, ACCEPTED, body, answer -> Verdict.GOOD);
        }
        String event = json(body).path("event_id").asText();
        boolean duplicate = json(body).path("duplicate").asBoolean();
        if (duplicate) {
            ledger.webhookNotAccepted(status);
        } else {
            ledger.webhookAccepted(webhook, event);
        }
        return judge(tenant, status, ACCEPTED, body, answer -> {
            if (duplicate != webhook.first().isPresent()) {
                return new Verdict.Bad(duplicate ? "a new webhook was called a duplicate" : "a duplicate was stored");
            }
            return webhook.first().isEmpty() || webhook.first().get().equals(event)
                    ? Verdict.GOOD
                    : new Verdict.Bad("a duplicate was given another event");
        });
    }

    static Verdict toEventList(Tenant tenant, int status, String body) {
        return judge(tenant, status, OK, body, answer -> {
            if (answer.path("data").isEmpty()) {
                return new Verdict.Bad("no events, though there are some");
            }
            for (JsonNode event : answer.path("data")) {
                if (!isMarked(event, tenant)) {
                    return new Verdict.Foreign("an event without the tenant's marker");
                }
            }
            return Verdict.GOOD;
        });
    }

    static Verdict toEvent(Tenant tenant, String event, int status, String body) {
        return judge(tenant, status, OK, body, answer -> {
            if (!answer.path("id").asText().equals(event)) {
                return new Verdict.Bad("another event than the one asked for");
            }
            return isMarked(answer, tenant)
                    ? Verdict.GOOD
                    : new Verdict.Foreign("an event without the tenant's marker");
        });
    }

    /** The tenant's usage began with the run: what it did not send is not its own. */
    static Verdict toUsage(Tenant tenant, int status, String body) {
        return judge(tenant, status, OK, body, answer -> {
            Usage usage = Usage.read(answer);
            if (usage.events() > tenant.ledger().events().most()) {
                return new Verdict.Foreign("more events metered than were sent");
            }
            return usage.requests() > tenant.ledger().requests().most()
                    ? new Verdict.Foreign("more requests metered than were sent")
                    : Verdict.GOOD;
        });
    }

    static Verdict toTenant(Tenant tenant, int status, String body) {
        return judge(tenant, status, OK, body, answer -> isTenant(answer, tenant));
    }

    private static Verdict isTenant(JsonNode answer, Tenant tenant) {
        return answer.path("id").asText().equals(tenant.id())
                        && answer.path("slug").asText().equals(tenant.marker())
                ? Verdict.GOOD
                : new Verdict.Foreign("another tenant");
    }

    /**
     * The tenant that was asked for has its id from this answer: every later one must name the same.
     *
     * @param marker the slug that was asked for
     */
    static Verdict toProvisioning(String marker, int status, String body) {
        String id = json(body).path("tenant_id").asText();
        Tenant asked = new Tenant(marker, id, "", List.of(), new TenantLedger());
        return judge(
                asked,
                status,
                ACCEPTED,
                body,
                answer -> answer.path("id").asText().startsWith("op_") && id.startsWith("ten_")
                        ? Verdict.GOOD
                        : new Verdict.Bad("no operation"));
    }

    static Verdict toOperation(Tenant tenant, int status, String body) {
        return judge(tenant, status, OK, body, answer -> {
            String key = answer.at("/result/api_key").asText();
            return switch (answer.path("status").asText()) {
                case "pending", "running" -> Verdict.GOOD;
                case "succeeded" ->
                    key.startsWith("hub_live_" + tenant.id().substring("ten_".length()) + "_")
                            ? Verdict.GOOD
                            : new Verdict.Foreign("another tenant's key, or none");
                default -> new Verdict.Bad("the operation failed");
            };
        });
    }

    /** What {@code body} is, or an empty node. */
    static JsonNode json(String body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static Verdict judge(
            Tenant tenant, int status, int expected, String body, Function<JsonNode, Verdict> look) {
        return Traces.foreign(body, tenant)
                .<Verdict>map(Verdict.Foreign::new)
                .orElseGet(() -> status == expected ? look.apply(json(body)) : new Verdict.Bad("answered " + status));
    }

    private static boolean isMarked(JsonNode event, Tenant tenant) {
        return event.path("subject").asText().contains(tenant.marker())
                && event.path("data").toString().contains(tenant.marker());
    }
}
