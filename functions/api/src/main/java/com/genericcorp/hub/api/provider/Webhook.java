package com.genericcorp.hub.api.provider;

public record Webhook(WebhookHeaders headers, byte[] body) {}
