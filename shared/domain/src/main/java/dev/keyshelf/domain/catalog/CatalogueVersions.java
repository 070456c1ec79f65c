package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The versions of the catalogue. Each is written beside the others, step by step, and then made
 * current at once: until then no reader sees any of it, whatever becomes of its import.
 */
public interface CatalogueVersions {
  /** How long a version stays after a sweep has found that it is not current. */
  Duration KEPT = Duration.ofDays(7);

  /** An import that began this long ago (inclusive) and has not published is given up. */
  Duration LONGEST_IMPORT = Duration.ofHours(1);

  /** Where a version stands that an operator supplies. */
  sealed interface Standing {
    /** It is not current, and nothing stands in its way. */
    record Open() implements Standing {}

    /** It is the current one, published then: nothing is to be done. */
    record Current(Instant publishedAt) implements Standing {}

    /** A version that was supplied later is current. */
    record Superseded(String version) implements Standing {}
  }

  /**
   * A version that is being written.
   *
   * @param generation which writing of this version it is: a later one counts higher
   */
  record Draft(String version, Instant suppliedAt, long generation) {}

  /**
   * Tells where a version stands. When it is current and was supplied anew, that is noted: it is
   * the operator's latest word.
   *
   * @param suppliedAt when the operator supplied it: the same for every retry
   */
  Standing standing(String version, Instant suppliedAt);

  /** Begins to write a version; a draft of it that was begun before can no more be published. */
  Draft begin(String version, Instant suppliedAt, Instant now);

  /**
   * Writes a part of a version. A product must be written before the prices of its SKUs, or a sweep
   * would not find what an import that was killed has left of them.
   */
  void write(Draft draft, List<CatalogueEntry> entries);

  /**
   * Makes a version the current one, all at once.
   *
   * @return whether it is the current one now; a version that was supplied later is never replaced
   */
  boolean publish(Draft draft, Instant now);

  /**
   * Has all versions removed that are neither current nor being written, {@link #KEPT} from now.
   * What it does not reach is left to the next sweep.
   *
   * @param timeLeft asked now and then
   * @return whether nothing is left to do
   */
  boolean sweep(Instant now, TimeLeft timeLeft);
}
