package dev.keyshelf.domain.document;

import dev.keyshelf.domain.billing.BilledCustomer;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.party.TaxCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds everything that a document needs in a format and does not have, and everything in it that
 * the format cannot hold. A document with a lack is not rendered.
 */
public final class DocumentLacks {
  private static final Set<TaxCategory> NAMING_THE_BUYER =
      Set.of(TaxCategory.REVERSE_CHARGE, TaxCategory.INTRA_COMMUNITY);

  private DocumentLacks() {}

  /** Returns what a document lacks in a format; nothing if it can be rendered. */
  public static List<Lack> of(InvoiceDocument document, DocumentFormat format) {
    var lacks = new ArrayList<Lack>();
    markets(document, lacks);
    switch (format) {
      case PDF -> onPaper(document, lacks);
      case UBL -> lacks.addAll(EInvoiceLacks.of(document));
    }
    return lacks.stream().distinct().toList();
  }

  private static void markets(InvoiceDocument document, List<Lack> lacks) {
    document.lines().stream()
        .filter(line -> line.category().isEmpty())
        .map(DocumentLacks::market)
        .flatMap(Optional::stream)
        .map(Market::code)
        .distinct()
        .sorted()
        .map(code -> new Lack("marketTaxes." + code, "is missing, and a line is of this market"))
        .forEach(lacks::add);
  }

  private static Optional<Market> market(DocumentLine line) {
    return line.entry().billedTo().map(BilledCustomer::market);
  }

  /** Invoices on paper name the tax numbers that the law of most markets asks for. */
  private static void onPaper(InvoiceDocument document, List<Lack> lacks) {
    var seller = document.seller().party();
    if (document.lines().stream().anyMatch(line -> line.amounts().tax().minorUnits().signum() != 0)
        && seller.vatNumber().isEmpty()
        && seller.registrationNumber().isEmpty()) {
      lacks.add(new Lack("seller.vatNumber", "is missing, and lines have tax"));
    }
    namesBoth(document, lacks);
  }

  /**
   * Adds the VAT numbers that are missing where the buyer's decides that there is no tax. The
   * number in the company register replaces the buyer's for reverse charge (rule BR-AE-02).
   */
  static void namesBoth(InvoiceDocument document, List<Lack> lacks) {
    var seller = document.seller().party();
    var buyer = document.buyer().party();
    document.lines().stream()
        .map(DocumentLine::category)
        .flatMap(Optional::stream)
        .filter(NAMING_THE_BUYER::contains)
        .distinct()
        .sorted()
        .forEach(
            category -> {
              var reason = "is missing, and lines have the category " + category;
              var isRegistered =
                  category == TaxCategory.REVERSE_CHARGE && buyer.registrationNumber().isPresent();
              if (seller.vatNumber().isEmpty()) {
                lacks.add(new Lack("seller.vatNumber", reason));
              }
              if (buyer.vatNumber().isEmpty() && !isRegistered) {
                lacks.add(new Lack("buyer.vatNumber", reason));
              }
            });
  }
}
