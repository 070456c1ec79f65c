package dev.keyshelf.api;

import dev.keyshelf.domain.cancellation.LineQuote;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;

/** Converts the reason why a line of an order cannot be cancelled to a problem. */
public final class LineRefusal {
  private static final int CONFLICT = 409;

  private LineRefusal() {}

  /** Returns the problem that names the line. Its status is 409 for every reason. */
  public static Problem problem(LineQuote.NotCancellable line) {
    return Problem.of(
            code(line.reason()),
            "Line %s cannot be cancelled: %s."
                .formatted(line.entitlement().id().line(), line.detail()))
        .withStatus(CONFLICT);
  }

  /** Returns the code of a reason. */
  public static ProblemCode code(LineQuote.Reason reason) {
    return switch (reason) {
      case ALREADY_CANCELLED -> ProblemCode.ALREADY_CANCELLED;
      case NOT_CANCELLABLE -> ProblemCode.NOT_CANCELLABLE;
      case WINDOW_CLOSED -> ProblemCode.WINDOW_CLOSED;
      case TERM_ENDED -> ProblemCode.TERM_ENDED;
      case NEEDS_SUPPORT_REQUEST -> ProblemCode.NEEDS_SUPPORT_REQUEST;
      case QUANTITY_TOO_LARGE -> ProblemCode.QUANTITY_TOO_LARGE;
      case CREDIT_TOO_LARGE -> ProblemCode.CREDIT_TOO_LARGE;
    };
  }
}
