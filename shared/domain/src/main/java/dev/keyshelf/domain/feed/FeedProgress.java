package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.Optional;

/** Notes how far each partner's log is compared with its feed. The notes only save reads. */
public interface FeedProgress {
  /** Finds the progress of a partner; empty if its log was never compared. */
  Optional<Compared> find(PartnerId partner);

  /**
   * Notes the progress of a partner. Does nothing if an existing note is as far or further, or
   * names another first run.
   */
  void note(PartnerId partner, Compared compared);

  /**
   * How far a log is compared with its feed.
   *
   * @param to the end (exclusive) of the time for which each record of the log has a number, apart
   *     from records that were committed late
   * @param firstRun the instant of the run that compared the log first
   */
  record Compared(Instant to, Instant firstRun) {}
}
