package dev.keyshelf.domain.key;

/** Which batch of which pool brought a key. */
public record Supply(String pool, String batch) {}
