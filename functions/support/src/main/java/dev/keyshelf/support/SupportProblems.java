package dev.keyshelf.support;

import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.support.Attachment;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Masked;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;

/** Why a support request is not what it should be. */
final class SupportProblems {
  private SupportProblems() {}

  static Problem closed() {
    return Problem.of(
        ProblemCode.REQUEST_CLOSED, "The support request is closed. Make another one.");
  }

  static Problem full() {
    return Problem.of(
        ProblemCode.TOO_MANY_NOTES,
        "The support request has " + SupportRequest.MOST_NOTES + " notes: as many as fit.");
  }

  /** What is rejected is told in the client's own words, so without the secrets among them. */
  static Problem rejected(String why) {
    return Problem.of(
        ProblemCode.ATTACHMENT_REJECTED, "It is not attached: " + Masked.text(why) + ".");
  }

  static Problem tooManyAttachments() {
    return Problem.of(
        ProblemCode.TOO_MANY_ATTACHMENTS,
        "The support request has or awaits %s files: as many as it can."
            .formatted(Attachment.MOST));
  }

  static Problem noSuchLine(int line) {
    return invalid("/lines", "the order, or the entitlement, has no line " + line);
  }

  static Problem tooManyUnits(int line, int bought) {
    return invalid("/lines", "line %s bought %s".formatted(line, bought));
  }

  static Problem namesNoOrder() {
    return Problem.of(ProblemCode.NAMES_NO_ORDER, "It names no order: there is nothing to cancel.");
  }

  static Problem amountTooLarge(Money charged) {
    return invalid("/amountRequested", "must be at most %s: what was charged".formatted(charged));
  }

  private static Problem invalid(String pointer, String why) {
    return Problem.of(ProblemCode.VALIDATION, "The request is not valid.")
        .with(Fault.at(pointer, why));
  }
}
