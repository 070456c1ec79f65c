package dev.keyshelf.domain.key;

import java.util.Optional;

/**
 * Keys of an imported file that the store knew before, and where they came from.
 *
 * @param pool empty for generated keys, and for keys that early releases imported
 * @param batch empty for generated keys
 * @param keys how many there are
 */
public record EarlierKeys(Optional<String> pool, Optional<String> batch, int keys) {}
