package dev.keyshelf.support;

import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Masked;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;

/** The problems of support requests. */
final class SupportProblems {
  private SupportProblems() {}

  static Problem closed() {
    return Problem.of(
        ProblemCode.REQUEST_CLOSED, "The support request is closed. Create another one.");
  }

  static Problem full() {
    return Problem.of(
        ProblemCode.TOO_MANY_NOTES,
        "The support request has " + SupportRequest.MOST_NOTES + " notes, which is the limit.");
  }

  /** Returns the problem. The reason may quote the client's text, so secrets in it are masked. */
  static Problem rejected(String why) {
    return Problem.of(
        ProblemCode.ATTACHMENT_REJECTED, "The file is not attached: " + Masked.text(why) + ".");
  }

  static Problem tooManyAttachments() {
    return Problem.of(
        ProblemCode.TOO_MANY_ATTACHMENTS,
        "The support request has %s files, including those not completed yet. That is the limit."
            .formatted(Attachment.MOST));
  }

  static Problem noSuchLine(int line) {
    return invalid("/lines", "the order, or the entitlement, has no line " + line);
  }

  static Problem tooManyUnits(int line, int bought) {
    return invalid("/lines", "line %s has only %s units".formatted(line, bought));
  }

  static Problem namesNoOrder() {
    return Problem.of(
        ProblemCode.NAMES_NO_ORDER, "The request names no order, so there is nothing to cancel.");
  }

  static Problem amountTooLarge(Money charged) {
    return invalid("/amountRequested", "must be at most the charged amount, %s".formatted(charged));
  }

  private static Problem invalid(String pointer, String why) {
    return Problem.of(ProblemCode.VALIDATION, "The request is not valid.")
        .with(Fault.at(pointer, why));
  }
}
