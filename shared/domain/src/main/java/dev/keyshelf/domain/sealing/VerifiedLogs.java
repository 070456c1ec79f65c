package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import java.util.Optional;

/** What the verifications of each log found. */
public interface VerifiedLogs {
  /** Adds a verification to the verdict on its log, and returns the verdict. */
  Verdict keep(VerifiedLog verified);

  /** Finds the verdict on a log. Logs that were last verified by 0.1.0 have none. */
  Optional<Verdict> find(PartnerId partner);
}
