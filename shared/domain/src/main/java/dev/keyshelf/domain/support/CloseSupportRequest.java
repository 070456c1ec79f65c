package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Attempts;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.Repeat;
import dev.keyshelf.domain.once.StoredAnswer;
import java.util.Optional;

/** Closes a request for its partner, answered or not: it is over then, and only read. */
public final class CloseSupportRequest {
  private final SupportRequests requests;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public CloseSupportRequest(SupportRequests requests, IdempotencyRecords records) {
    this.requests = requests;
    this.records = records;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** It is closed now. */
    record Closed(StoredAnswer answer) implements Outcome {}

    /** It was closed before, by another request. */
    record ClosedBefore(SupportRequest request) implements Outcome {}

    /** The request was made before. */
    record Repeated(Repeat repeat) implements Outcome {}

    /** The partner has no such support request. */
    record NoSuchRequest() implements Outcome {}
  }

  /** Closes a request. */
  public Outcome close(PartnerId partner, SupportRequestId id, Act act, Once<SupportRequest> once) {
    return Attempts.until(() -> attempt(partner, id, act, once));
  }

  private Optional<Outcome> attempt(
      PartnerId partner, SupportRequestId id, Act act, Once<SupportRequest> once) {
    var repeat = records.repeat(once, act.at());
    if (repeat.isPresent()) {
      return Optional.of(new Outcome.Repeated(repeat.get()));
    }
    var found = requests.find(partner, id);
    if (found.isEmpty()) {
      return Optional.of(new Outcome.NoSuchRequest());
    }
    var before = found.get();
    if (before.isClosed()) {
      return Optional.of(
          records
              .repeat(once, act.at())
              .<Outcome>map(Outcome.Repeated::new)
              .orElseGet(() -> new Outcome.ClosedBefore(before)));
    }
    var after = before.closed(act.at());
    var record = once.record(after);
    var activity =
        ActivityRecord.of(partner, act, Operation.SUPPORT_REQUEST_CLOSED, Subjects.of(after));
    return requests.move(before, after, Optional.empty(), activity, record) == Commit.DONE
        ? Optional.of(new Outcome.Closed(record.answer()))
        : Optional.empty();
  }
}
