package dev.keyshelf.cancellations;

import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.cancellation.CancelOrder.Accepted;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.http.Body;
import java.util.Optional;

/** What a canceller says in a body: what they agree to, why they cancel, and that use must stop. */
final class Consent {
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_TEXT = 1_000;

  private Consent() {}

  /** Reads the quote's id or the credit that is agreed to: one of them. */
  static Optional<Accepted> accepted(Body body) {
    var credit = body.optionalObject("expectedCredit");
    if (credit.isEmpty()) {
      var quote = body.text("quoteId", LONGEST_ID);
      return Optional.of(new Accepted.Quote(quote));
    }
    body.refuse("quoteId", "cannot be given with an expectedCredit: one of them decides");
    return credit.flatMap(Wire::money).map(Accepted.Credit::new);
  }

  /** Reads the reason's code and text. */
  static Optional<Reason> reason(Body body) {
    var code = body.oneOf("reasonCode", ReasonCode.class);
    var text = body.optionalWords("reason", LONGEST_TEXT).orElse("");
    return code.map(known -> new Reason(known, text));
  }

  /** Refuses a cancel whose notice was not acknowledged. */
  static void mustBeAcknowledged(Body body) {
    body.mustBeTrue(
        "acknowledged", "use of the software must stop and every copy be uninstalled and removed");
  }
}
