package dev.keyshelf.domain.key;

/** A text that only the vault can open: what the store holds in place of a secret. */
public record Sealed(String ciphertext) {}
