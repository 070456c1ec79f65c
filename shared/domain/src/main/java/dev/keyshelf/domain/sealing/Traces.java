package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the places and hashes of the records of the log. */
public interface Traces {
  /** Lists all records in {@code [from, to)}, in the order of their places. */
  List<Trace> list(PartnerId partner, Instant from, Instant to);

  /** Finds the instant of the first record in {@code [from, to)}. Reads only that record. */
  Optional<Instant> first(PartnerId partner, Instant from, Instant to);
}
