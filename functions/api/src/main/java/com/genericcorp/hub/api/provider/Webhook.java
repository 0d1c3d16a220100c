package com.genericcorp.hub.api.provider;

/** A provider's request, its body the raw bytes as received: a signature covers exactly those. */
public record Webhook(WebhookHeaders headers, byte[] body) {}
