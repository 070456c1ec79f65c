package dev.keyshelf.domain.cancellation;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;

/** Where cancellations are carried out. */
public interface Cancellations {
  /**
   * Flips the gates, books the credit note and records it: all or none, and only if order and
   * entitlements are still as read and every window is still open at that moment.
   */
  Commit commit(Cancellation cancellation, ActivityRecord activity, IdempotencyRecord once);
}
