package dev.keyshelf.domain.support;

import dev.keyshelf.domain.cancellation.Cancellation;
import dev.keyshelf.domain.cancellation.SoftwareEnded;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * An operator's decision about a support request.
 *
 * @param grant what was cancelled and credited; empty if the request was declined
 */
public record Decision(Instant at, String operator, Optional<Grant> grant) {
  /** Returns whether the request was granted. A grant is final. */
  public boolean isGranted() {
    return grant.isPresent();
  }

  /** What a decision cancelled and credited. */
  public record Grant(
      String creditNote,
      Money credit,
      Money tax,
      YearMonth invoiceMonth,
      List<Line> lines,
      SoftwareEnded software) {
    /** Copies the lines. */
    public Grant {
      lines = List.copyOf(lines);
    }

    /** Returns what a cancellation cancels and credits. */
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

  /** The cancelled units of an order line, and their credit. */
  public record Line(int line, int quantity, Money credit) {}
}
