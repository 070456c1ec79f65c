package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import java.util.Optional;

/** Closes a partner's support request, answered or not. A closed request can only be read. */
public final class CloseSupportRequest {
  private final SupportRequests requests;
  private final Commands commands;

  /** Uses these stores. */
  public CloseSupportRequest(SupportRequests requests, IdempotencyRecords records) {
    this.requests = requests;
    this.commands = new Commands(records);
  }

  /** Why the request was not closed. */
  public sealed interface Refusal {
    /** The partner has no such support request. */
    record NoSuchRequest() implements Refusal {}
  }

  /** Closes a request. If it is closed already, nothing changes and the answer is the same. */
  public Told<StoredAnswer, Refusal> close(
      PartnerId partner, SupportRequestId id, Act act, Once<SupportRequest> once) {
    return commands.run(once, act.at(), () -> decide(partner, id, act, once));
  }

  private Decision<StoredAnswer, Refusal> decide(
      PartnerId partner, SupportRequestId id, Act act, Once<SupportRequest> once) {
    var found = requests.find(partner, id);
    if (found.isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchRequest());
    }
    var before = found.get();
    if (before.isClosed()) {
      return Decision.keep(once, before);
    }
    var after = before.closed(act.at());
    var activity =
        ActivityRecord.of(partner, act, Operation.SUPPORT_REQUEST_CLOSED, Subjects.of(after));
    return Decision.done(
        once, after, record -> requests.move(before, after, Optional.empty(), activity, record));
  }
}
