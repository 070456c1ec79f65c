package dev.keyshelf.domain.billing;

import dev.keyshelf.domain.identity.PartnerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads all invoices of a partner: one a month in each currency. */
final class AllInvoices {
  private static final int PAGE = 500;

  private AllInvoices() {}

  /** Returns the invoices, oldest month first. */
  static List<Invoice> of(Invoices invoices, PartnerId partner) {
    var all = new ArrayList<Invoice>();
    Optional<Invoices.Position> after = Optional.empty();
    do {
      var page = invoices.list(partner, PAGE, after);
      all.addAll(page.invoices());
      after = page.next();
    } while (after.isPresent());
    return all.reversed();
  }
}
