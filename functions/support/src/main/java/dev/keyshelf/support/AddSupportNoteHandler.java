package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Stored;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.AddNote;
import dev.keyshelf.domain.support.AddNote.Refusal;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;

/**
 * {@code POST /v1/support-requests/{requestId}/notes}: adds a note, and reopens an answered
 * request.
 */
public final class AddSupportNoteHandler extends PartnerHandler {
  private final AddNote addNote;

  /** Creates the handler in Lambda, from its environment. */
  public AddSupportNoteHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public AddSupportNoteHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.addNote =
        new AddNote(wiring.supportRequests(), wiring.keyMask(), wiring.idempotencyRecords());
  }

  @Override
  protected Reply answer(Call call) {
    Parameters.none(call.request());
    var once = call.once(SupportJson::noted);
    var id = call.id("requestId", SupportRequestId::parse);
    var text = text(call.request());
    return Stored.reply(
        addNote.add(call.partner(), id, text, call.act(), once), AddSupportNoteHandler::problem);
  }

  private static Problem problem(Refusal why) {
    return switch (why) {
      case Refusal.NoSuchRequest() -> Problem.notFound();
      case Refusal.Closed() -> SupportProblems.closed();
      case Refusal.Full() -> SupportProblems.full();
    };
  }

  private static String text(Request request) {
    var body = Body.of(request);
    var text = body.lines("text", Note.LONGEST);
    body.done();
    return text;
  }
}
