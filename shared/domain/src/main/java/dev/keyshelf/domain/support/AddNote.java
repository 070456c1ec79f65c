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

/** Adds what a partner has to say of a request: it is the operator's turn then. */
public final class AddNote {
  private final SupportRequests requests;
  private final IdempotencyRecords records;

  /** Uses these stores. */
  public AddNote(SupportRequests requests, IdempotencyRecords records) {
    this.requests = requests;
    this.records = records;
  }

  /** A note, and the request as it is with it. */
  public record Noted(SupportRequest request, Note note) {}

  /** What became of it. */
  public sealed interface Outcome {
    /** The note is there. */
    record Added(StoredAnswer answer) implements Outcome {}

    /** The request was made before. */
    record Repeated(Repeat repeat) implements Outcome {}

    /** The partner has no such support request. */
    record NoSuchRequest() implements Outcome {}

    /** It is closed. */
    record Closed() implements Outcome {}

    /** It has all the notes that it can have. */
    record Full() implements Outcome {}
  }

  /** Adds a note; of notes at once none is lost. */
  public Outcome add(
      PartnerId partner, SupportRequestId id, String text, Act act, Once<Noted> once) {
    return Attempts.until(() -> attempt(partner, id, text, act, once));
  }

  private Optional<Outcome> attempt(
      PartnerId partner, SupportRequestId id, String text, Act act, Once<Noted> once) {
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
      return Optional.of(unlessRepeated(new Outcome.Closed(), act, once));
    }
    if (before.isFull()) {
      return Optional.of(unlessRepeated(new Outcome.Full(), act, once));
    }
    var note = Note.of(act, text);
    var after = before.noted(act.at());
    var record = once.record(new Noted(after, note));
    var activity =
        ActivityRecord.of(partner, act, Operation.SUPPORT_REQUEST_NOTED, Subjects.of(after));
    return requests.move(before, after, Optional.of(note), activity, record) == Commit.DONE
        ? Optional.of(new Outcome.Added(record.answer()))
        : Optional.empty();
  }

  /** What stands in the way may have come after this request itself, sent twice. */
  private Outcome unlessRepeated(Outcome refusal, Act act, Once<Noted> once) {
    return records.repeat(once, act.at()).<Outcome>map(Outcome.Repeated::new).orElse(refusal);
  }
}
