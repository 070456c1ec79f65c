package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.AddNote;
import dev.keyshelf.domain.support.AddNote.Outcome;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Request;

/**
 * {@code POST /v1/support-requests/{requestId}/notes}: says more; it is the operator's turn then.
 */
public final class AddSupportNoteHandler extends PartnerHandler {
  private final AddNote addNote;

  /** For Lambda. */
  public AddSupportNoteHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public AddSupportNoteHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.addNote = new AddNote(wiring.supportRequests(), wiring.idempotencyRecords());
  }

  @Override
  protected Answer answer(Call call) {
    call.request().allowQuery();
    var once = call.once(SupportJson::noted);
    var id = call.id("requestId", SupportRequestId::parse);
    var text = text(call.request());
    return switch (addNote.add(call.partner(), id, text, call.act(), once)) {
      case Outcome.Added(var answer) -> Stored.answer(answer);
      case Outcome.Repeated(var repeat) -> Stored.answer(repeat);
      case Outcome.NoSuchRequest() -> throw SupportProblems.notFound();
      case Outcome.Closed() -> throw SupportProblems.closed();
      case Outcome.Full() -> throw SupportProblems.full();
    };
  }

  private static String text(Request request) {
    var body = Body.of(request);
    var text = body.lines("text", Note.LONGEST);
    body.done();
    return text;
  }
}
