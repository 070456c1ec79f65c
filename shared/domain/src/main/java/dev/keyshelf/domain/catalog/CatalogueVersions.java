package dev.keyshelf.domain.catalog;

import dev.keyshelf.domain.once.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The versions of the catalogue. An import writes a version beside the current one, step by step,
 * and then makes it current in one atomic step. Before that no reader sees any part of it, even if
 * the import fails.
 */
public interface CatalogueVersions {
  /** How long a version is kept after a sweep finds that it is not current. */
  Duration KEPT = Duration.ofDays(7);

  /** An import that has not published after this time (inclusive) counts as abandoned. */
  Duration LONGEST_IMPORT = Duration.ofHours(1);

  /** How a version that an operator supplies compares with the current one. */
  sealed interface Standing {
    /** It is not current, and it may be published. */
    record Open() implements Standing {}

    /** It is current already, so there is nothing to do. */
    record Current(Instant publishedAt) implements Standing {}

    /** A version that was supplied later is current. */
    record Superseded(String version) implements Standing {}
  }

  /**
   * A version that is being written.
   *
   * @param generation rises each time somebody begins to write this version
   */
  record Draft(String version, Instant suppliedAt, long generation) {}

  /**
   * Compares a version with the current one. If the operator supplied the current version again,
   * the later time is stored, so that a late retry of another version does not replace it.
   *
   * @param suppliedAt when the operator supplied the version; the same for every retry
   */
  Standing standing(String version, Instant suppliedAt);

  /** Begins to write a version. Earlier drafts of the version can then not be published. */
  Draft begin(String version, Instant suppliedAt, Instant now);

  /**
   * Writes parts of a version. A product must be written before the prices of its SKUs. Otherwise a
   * sweep does not find the prices that a killed import left behind.
   */
  void write(Draft draft, List<CatalogueEntry> entries);

  /**
   * Makes a version the current one, in one atomic step. It never replaces a version that was
   * supplied later.
   *
   * @return whether it is current now
   */
  boolean publish(Draft draft, Instant now);

  /**
   * Marks for removal all versions that are neither current nor being written. They are removed
   * {@link #KEPT} from now. If time runs out, the next sweep does the rest.
   *
   * @param timeLeft checked repeatedly
   * @return whether the sweep is complete
   */
  boolean sweep(Instant now, TimeLeft timeLeft);
}
