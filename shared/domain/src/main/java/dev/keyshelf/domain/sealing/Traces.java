package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The records of the log, as their seals know them. */
public interface Traces {
  /** Lists all of {@code [from, to)}, in the order of their places. */
  List<Trace> list(PartnerId partner, Instant from, Instant to);

  /** Finds when the first record of {@code [from, to)} was; it reads that one only. */
  Optional<Instant> first(PartnerId partner, Instant from, Instant to);
}
