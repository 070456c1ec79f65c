package dev.keyshelf.domain.key;

/** An encrypted text that only the vault can open. The store keeps it instead of the secret. */
public record Sealed(String ciphertext) {}
