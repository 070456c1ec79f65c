package dev.keyshelf.domain.download;

import java.time.Instant;
import java.util.Optional;

/**
 * That a link was ended before its time.
 *
 * @param by the name of the user who did it
 * @param reason as they gave it
 */
public record LinkRevocation(Instant at, String by, Optional<String> reason) {}
