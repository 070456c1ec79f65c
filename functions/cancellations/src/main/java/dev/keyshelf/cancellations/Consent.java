package dev.keyshelf.cancellations;

import dev.keyshelf.api.Wire;
import dev.keyshelf.domain.cancellation.CancelOrder.Accepted;
import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.http.Body;
import java.util.Optional;

/** The consent in a body: the agreed credit, the reason, and the acknowledgement that use stops. */
final class Consent {
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_TEXT = 1_000;

  private Consent() {}

  /** Reads either the quote's id or the expected credit. */
  static Optional<Accepted> accepted(Body body) {
    var credit = body.optionalObject("expectedCredit");
    if (credit.isEmpty()) {
      var quote = body.text("quoteId", LONGEST_ID);
      return Optional.of(new Accepted.Quote(quote));
    }
    body.refuse("quoteId", "cannot be combined with expectedCredit; send one of them");
    return credit.flatMap(Wire::money).map(Accepted.Credit::new);
  }

  /** Reads the reason. Without a code it is not stated, or another one if there is a text. */
  static Reason reason(Body body) {
    var code = body.optionalOneOf("reasonCode", ReasonCode.class);
    var text = body.optionalWords("reason", LONGEST_TEXT).orElse("");
    return new Reason(code.orElse(text.isEmpty() ? ReasonCode.NOT_STATED : ReasonCode.OTHER), text);
  }

  /** Refuses a cancellation without the acknowledgement. */
  static void mustBeAcknowledged(Body body) {
    body.mustBeTrue(
        "acknowledged", "use of the software must stop and every copy be uninstalled and removed");
  }
}
