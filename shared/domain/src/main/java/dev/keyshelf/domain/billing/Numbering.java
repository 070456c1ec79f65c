package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.billing.Invoices.LastNumber;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The numbers of one run's documents. The scheme is read once, before the first document. It never
 * changes once set.
 */
final class Numbering {
  /**
   * How far the date of a series' last document can be ahead of a run that overlaps with the one
   * that issued it. A date further ahead is of a wrong clock, which must not date all that follow.
   */
  private static final Duration MOST_AHEAD = Duration.ofHours(1);

  private final Invoices invoices;
  private Optional<Optional<NumberScheme>> read = Optional.empty();

  Numbering(Invoices invoices) {
    this.invoices = invoices;
  }

  /**
   * Numbers for documents that are issued together.
   *
   * @param numbers one for each document; none if there is no scheme
   * @param issuedAt the date of issue that keeps a series in the order of dates: now, or the date
   *     of the last document if a run that began later has issued it
   */
  record Next(List<DocumentNumber> numbers, Instant issuedAt) {}

  /**
   * Returns the next numbers of a partner's series. They are taken only if the documents are
   * issued. The series is counted by the year of issue, as a document's date is.
   *
   * @param documents how many; one or more
   */
  Next next(PartnerId partner, Instant now, int documents) {
    if (read.isEmpty()) {
      read = Optional.of(invoices.scheme());
    }
    return read.get()
        .map(scheme -> next(scheme, partner, now, documents))
        .orElseGet(() -> new Next(List.of(), now));
  }

  private Next next(NumberScheme scheme, PartnerId partner, Instant now, int documents) {
    var series = scheme.series(partner, now.atOffset(ZoneOffset.UTC).getYear());
    var last = invoices.last(series);
    var before = last.map(LastNumber::number).orElse(0L);
    var numbers =
        LongStream.rangeClosed(before + 1, before + documents)
            .mapToObj(number -> scheme.number(series, number))
            .toList();
    var issuedAt =
        last.map(LastNumber::issuedAt)
            .filter(at -> at.isAfter(now) && !at.isAfter(now.plus(MOST_AHEAD)))
            .orElse(now);
    return new Next(numbers, issuedAt);
  }
}
