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

/** The support requests of partners, with their notes. */
public interface SupportRequests {
  /** Finds the current state of a request of this partner. */
  Optional<SupportRequest> find(PartnerId partner, SupportRequestId id);

  /**
   * Lists requests of a partner, newest first. A page may be short or even empty without being the
   * last one.
   */
  Page list(PartnerId partner, Wanted wanted, int limit, Optional<SupportRequestId> after);

  /** Lists the notes of a request, oldest first. */
  List<Note> notes(PartnerId partner, SupportRequestId id);

  /** Adds a request. */
  Commit add(SupportRequest request, ActivityRecord activity, IdempotencyRecord once);

  /**
   * Writes a request's next state and its new note.
   *
   * @return STALE unless the request is still as it was read
   */
  Commit move(
      SupportRequest before,
      SupportRequest after,
      Optional<Note> note,
      ActivityRecord activity,
      IdempotencyRecord once);

  /**
   * Writes an operator's grant: the request's next state, the note, everything that the
   * cancellation changes and books, and the activity records of both.
   *
   * @return STALE unless the request, the order and the entitlements are still as they were read
   */
  Commit grant(
      SupportRequest before,
      SupportRequest after,
      Note note,
      Cancellation cancellation,
      List<ActivityRecord> activities,
      IdempotencyRecord once);

  /**
   * A filter for support requests.
   *
   * @param state the state; empty for any
   * @param customer the customer; empty for any
   */
  record Wanted(Optional<SupportRequestState> state, Optional<CustomerId> customer) {
    /** Returns whether a request matches. */
    public boolean includes(SupportRequest request) {
      return state.map(request.state()::equals).orElse(true)
          && customer.map(request.concern().customer().id()::equals).orElse(true);
    }
  }

  /** Some requests, and where the next page starts if there may be more. */
  record Page(List<SupportRequest> requests, Optional<SupportRequestId> next) {}
}
