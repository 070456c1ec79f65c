package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A partner's credit that no invoice has used for long.
 *
 * @param credit the part that lies for at least the limit, which is due for payout
 * @param carried the whole credit that the next invoice would take over; positive
 * @param since when the oldest part of it was issued or recorded
 * @param from the number of the credit note, or the reference of the payment or reversal, that left
 *     the oldest part of it
 * @param documentType if {@code from} is a number: the type of the document
 */
public record LyingCredit(
    PartnerId partner,
    Money credit,
    Money carried,
    Instant since,
    String from,
    Optional<DocumentType> documentType) {
  private record Part(Instant at, Money amount, String from, Optional<DocumentType> type) {}

  /**
   * Returns the credit in a currency that lies since {@code limit} or longer. Charges, payouts and
   * reversals use the oldest parts of a credit first, so what is left are the newest.
   *
   * @param invoices the partner's invoices in this currency
   * @param adding the payments in this currency that added to the credit; others do not matter
   * @param carried the credit that is left now; zero or positive
   */
  static Optional<LyingCredit> of(
      PartnerId partner,
      List<Invoice> invoices,
      List<Payment> adding,
      Money carried,
      Instant limit) {
    var added = new ArrayList<Part>();
    for (var invoice : invoices) {
      var in = invoice.settlement().carriedIn().negated();
      var out = invoice.settlement().carriedOut().negated();
      added.add(
          new Part(
              invoice.issuedAt(),
              out.minus(in),
              invoice.numberText(),
              Optional.of(invoice.documentType())));
    }
    adding.forEach(
        each ->
            added.add(
                new Part(each.recordedAt(), each.toCredit(), each.reference(), Optional.empty())));
    added.removeIf(part -> !part.amount().isPositive());
    added.sort(Comparator.comparing(Part::at).reversed());
    var lying = Money.zero(carried.currency());
    var left = carried;
    Optional<Part> oldest = Optional.empty();
    for (var part : added) {
      if (left.isPositive()) {
        var rest = part.amount().atMost(left);
        left = left.minus(rest);
        lying = part.at().isAfter(limit) ? lying : lying.plus(rest);
        oldest = Optional.of(part);
      }
    }
    var due = lying;
    return oldest
        .filter(_ -> due.isPositive())
        .map(part -> new LyingCredit(partner, due, carried, part.at(), part.from(), part.type()));
  }
}
