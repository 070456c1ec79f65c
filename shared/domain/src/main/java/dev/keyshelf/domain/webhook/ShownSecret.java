package dev.keyshelf.domain.webhook;

/** A webhook with its newest secret, which is shown only now. */
public record ShownSecret(Webhook webhook, SigningSecret secret) {}
