package dev.keyshelf.domain.support;

import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.SoftwareEnded;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * What an operator decided.
 *
 * @param grant what it gave; empty when it was declined
 */
public record Decision(Instant at, String operator, Optional<Grant> grant) {
  /** Tells whether it was granted: that is final, while what was declined can be decided again. */
  public boolean isGranted() {
    return grant.isPresent();
  }

  /** What a decision cancelled and gave back. */
  public record Grant(
      String creditNote,
      Money credit,
      Money tax,
      YearMonth invoiceMonth,
      List<Line> lines,
      SoftwareEnded software) {
    /** Copies the lines in. */
    public Grant {
      lines = List.copyOf(lines);
    }

    /** Gives what a cancellation cancels and gives back. */
    public static Grant of(Cancellation cancellation) {
      var note = cancellation.creditNote();
      return new Grant(
          note.id(),
          note.amount(),
          note.tax(),
          note.month(),
          note.lines().stream()
              .map(line -> new Line(line.line(), line.quantity(), line.amount()))
              .toList(),
          cancellation.softwareEnded());
    }
  }

  /** So many units of a line of the order, and what they gave back. */
  public record Line(int line, int quantity, Money credit) {}
}
