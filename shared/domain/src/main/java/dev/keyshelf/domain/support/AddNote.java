package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.once.Commands;
import dev.keyshelf.domain.once.Decision;
import dev.keyshelf.domain.once.IdempotencyRecords;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.domain.once.Told;
import java.util.Optional;

/** Adds a partner's note to a support request. It is then the operator's turn. */
public final class AddNote {
  private final SupportRequests requests;
  private final KeyMask mask;
  private final Commands commands;

  /**
   * Uses these stores.
   *
   * @param mask masks product keys in the notes
   */
  public AddNote(SupportRequests requests, KeyMask mask, IdempotencyRecords records) {
    this.requests = requests;
    this.mask = mask;
    this.commands = new Commands(records);
  }

  /** A note that was added, and the request after that. */
  public record Noted(SupportRequest request, Note note) {}

  /** Why the note was not added. */
  public sealed interface Refusal {
    /** The partner has no such support request. */
    record NoSuchRequest() implements Refusal {}

    /** The support request is closed. */
    record Closed() implements Refusal {}

    /** The support request has the most notes that it can have. */
    record Full() implements Refusal {}
  }

  /** Adds a note. Notes that are added at the same time are all kept. */
  public Told<StoredAnswer, Refusal> add(
      PartnerId partner, SupportRequestId id, String text, Act act, Once<Noted> once) {
    var kept = mask.masked(text);
    return commands.run(once, act.at(), () -> decide(partner, id, kept, act, once));
  }

  private Decision<StoredAnswer, Refusal> decide(
      PartnerId partner, SupportRequestId id, String text, Act act, Once<Noted> once) {
    var found = requests.find(partner, id);
    if (found.isEmpty()) {
      return Decision.refuse(new Refusal.NoSuchRequest());
    }
    var before = found.get();
    if (before.isClosed()) {
      return Decision.refuse(new Refusal.Closed());
    }
    if (before.isFull()) {
      return Decision.refuse(new Refusal.Full());
    }
    var note = Note.of(act, text);
    var after = before.noted(act.at());
    var activity =
        ActivityRecord.of(partner, act, Operation.SUPPORT_REQUEST_NOTED, Subjects.of(after));
    return Decision.done(
        once,
        new Noted(after, note),
        record -> requests.move(before, after, Optional.of(note), activity, record));
  }
}
