package dev.keyshelf.support;

import dev.keyshelf.api.Stored;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.support.DecideSupportRequest.Command;
import dev.keyshelf.domain.support.DecideSupportRequest.Decided;
import dev.keyshelf.domain.support.DecideSupportRequest.Verdict;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.domain.support.QuoteGrant.Terms;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The event of a decision, and how it is answered. */
final class DecisionFields {
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_NAME = 200;
  private static final String QUOTE = "quoteId";

  private DecisionFields() {}

  /** What an event says. */
  record Said(Command command, Act act, Once<Decided> once) {}

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
    var grants = word.filter(Word.GRANT::equals).isPresent();
    var quote = event.optionalText(QUOTE, LONGEST_ID);
    var terms = grants ? Optional.of(GrantFields.read(event)) : Optional.<Terms>empty();
    if (!grants) {
      Stream.of(GrantFields.PAYS, GrantFields.LINES, QUOTE)
          .filter(event::has)
          .forEach(field -> event.fault(field, "belongs to a GRANT"));
    }
    event.done();
    var verdict =
        switch (word.orElseThrow()) {
          case GRANT -> new Verdict.Grant(terms.orElseThrow(), quote);
          case DECLINE -> new Verdict.Decline();
          case ANSWER -> new Verdict.Answer();
        };
    var key = new IdempotencyKey(partner.orElseThrow(), "DecideSupportRequest", id);
    return new Said(
        new Command(partner.orElseThrow(), request.orElseThrow(), verdict, note),
        new Act(new Actor.SupportOperator(operator), now, id),
        new Once<>(key, fingerprint, decided -> Stored.of(answer(decided))));
  }

  private static Answer answer(Decided decided) {
    var request = decided.request();
    var json =
        Json.object().put("requestId", request.id().value()).put("state", request.state().name());
    request.decision().ifPresent(decision -> json.set("decision", SupportJson.decision(decision)));
    return Answer.ok(json);
  }
}
