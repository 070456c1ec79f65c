package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.Optional;

/** Notes how far each partner's log is compared with its feed. The notes only save reads. */
public interface FeedProgress {
  /**
   * Returns the end (exclusive) of the time for which each record of the log has a number, apart
   * from records that were committed late; empty if the log was never compared.
   */
  Optional<Instant> comparedTo(PartnerId partner);

  /** Notes the progress of a partner. Does nothing if an existing note is as far or further. */
  void note(PartnerId partner, Instant comparedTo);
}
