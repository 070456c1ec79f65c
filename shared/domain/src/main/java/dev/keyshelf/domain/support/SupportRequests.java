package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.List;
import java.util.Optional;

/** The support requests of a partner, with what was said of each. */
public interface SupportRequests {
  /** Finds a request of this partner's, as it is now; another partner's is not found. */
  Optional<SupportRequest> find(PartnerId partner, SupportRequestId id);

  /**
   * Lists some of a partner's requests, newest first. A page may be short, even empty, and not be
   * the last.
   */
  Page list(PartnerId partner, Wanted wanted, int limit, Optional<SupportRequestId> after);

  /** Lists what was said of a request, oldest first. */
  List<Note> notes(PartnerId partner, SupportRequestId id);

  /** Adds a request. */
  Commit add(SupportRequest request, ActivityRecord activity, IdempotencyRecord once);

  /**
   * Writes a request's next state, and what was said with it; STALE unless it is as it was read.
   */
  Commit move(
      SupportRequest before,
      SupportRequest after,
      Optional<Note> note,
      ActivityRecord activity,
      IdempotencyRecord once);

  /**
   * Writes an operator's grant: the request's next state, the note, all that the cancellation
   * changes and books, and both their records; STALE unless everything is as it was read.
   */
  Commit grant(
      SupportRequest before,
      SupportRequest after,
      Note note,
      Cancellation cancellation,
      List<ActivityRecord> activities,
      IdempotencyRecord once);

  /**
   * Which requests.
   *
   * @param state empty for any
   * @param customer empty for any
   */
  record Wanted(Optional<SupportRequestState> state, Optional<CustomerId> customer) {
    /** Tells whether a request is one of these. */
    public boolean includes(SupportRequest request) {
      return state.map(request.state()::equals).orElse(true)
          && customer.map(request.concern().customer().id()::equals).orElse(true);
    }
  }

  /** Some requests, and where to go on if there may be more. */
  record Page(List<SupportRequest> requests, Optional<SupportRequestId> next) {}
}
