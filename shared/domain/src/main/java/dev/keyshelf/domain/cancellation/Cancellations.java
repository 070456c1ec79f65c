package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;

/** The store of cancellations. */
public interface Cancellations {
  /**
   * Updates the order and the entitlements, books the credit note, and writes the activity record
   * and the answer, all or none.
   *
   * @return STALE unless the order and entitlements are still as they were read, and every window
   *     is still open at the commit
   */
  Commit commit(Cancellation cancellation, ActivityRecord activity, IdempotencyRecord once);
}
