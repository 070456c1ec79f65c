package dev.keyshelf.domain.key;

import java.util.Optional;

/**
 * Keys of a file that were there before it, and where they are from. Keys that we made have neither
 * pool nor batch; of keys that earlier releases imported only the batch was kept.
 *
 * @param keys how many
 */
public record EarlierKeys(Optional<String> pool, Optional<String> batch, int keys) {}
