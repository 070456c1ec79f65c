package dev.keyshelf.support;

import dev.keyshelf.api.Stored;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.support.DecideSupportRequest;
import dev.keyshelf.domain.support.DecideSupportRequest.Command;
import dev.keyshelf.domain.support.DecideSupportRequest.Verdict;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.http.Body;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a decision from an event or from the body of a request. */
final class DecisionFields {
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_NAME = 200;
  private static final String QUOTE = "quoteId";

  private DecisionFields() {}

  /** The decision that an event contains. */
  record Said(Command command, Act act, Once<DecideSupportRequest.Decided> once) {}

  private enum Word {
    GRANT,
    DECLINE,
    ANSWER
  }

  static Said read(Body event, String fingerprint, Instant now) {
    var id = event.text("id", LONGEST_ID);
    var partner = event.parsed("partner", LONGEST_ID, "a partner's id", PartnerId::parse);
    var request =
        event.parsed("requestId", LONGEST_ID, "a support request's id", SupportRequestId::parse);
    var word = event.oneOf("decision", Word.class);
    var operator = event.text("operator", LONGEST_NAME);
    var note = event.lines("note", Note.LONGEST);
    var grant = grant(event, word.filter(Word.GRANT::equals).isPresent());
    event.done();
    var verdict =
        switch (word.orElseThrow()) {
          case GRANT -> grant.orElseThrow();
          case DECLINE -> new Verdict.Decline();
          case ANSWER -> new Verdict.Answer();
        };
    var key = new IdempotencyKey(partner.orElseThrow(), "DecideSupportRequest", id);
    return new Said(
        new Command(partner.orElseThrow(), request.orElseThrow(), verdict, note),
        new Act(new Actor.SupportOperator(operator), now, id),
        new Once<>(key, fingerprint, decided -> Stored.of(OperatorJson.decided(decided))));
  }

  /** The decisions that a route takes. Answers have a route of their own. */
  private enum Choice {
    GRANT,
    DECLINE
  }

  /** Reads the body of a decision about a request. */
  static Command command(Body body, PartnerId partner, SupportRequestId request) {
    var word = body.oneOf("decision", Choice.class);
    var note = body.lines("note", Note.LONGEST);
    var grant = grant(body, word.filter(Choice.GRANT::equals).isPresent());
    body.done();
    var verdict =
        switch (word.orElseThrow()) {
          case GRANT -> grant.orElseThrow();
          case DECLINE -> new Verdict.Decline();
        };
    return new Command(partner, request, verdict, note);
  }

  /** Reads the fields of a grant, which only a grant may have. */
  private static Optional<Verdict.Grant> grant(Body body, boolean grants) {
    var quote = body.optionalText(QUOTE, LONGEST_ID);
    if (grants) {
      return Optional.of(new Verdict.Grant(GrantFields.read(body), quote));
    }
    Stream.of(GrantFields.PAYS, GrantFields.LINES, QUOTE)
        .filter(body::has)
        .forEach(field -> body.fault(field, "is only for a GRANT"));
    return Optional.empty();
  }
}
