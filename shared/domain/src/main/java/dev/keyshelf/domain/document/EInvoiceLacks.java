package dev.keyshelf.domain.document;

import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.TaxCategory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds why a document can be no e-invoice. What the rules of EN 16931 and Peppol BIS Billing 3
 * would find in every form of it is a lack.
 */
final class EInvoiceLacks {
  private static final int MOST_DECIMALS = 2;
  private static final BigDecimal TOLERANCE = BigDecimal.ONE;

  private final InvoiceDocument document;
  private final List<Lack> lacks = new ArrayList<>();

  private EInvoiceLacks(InvoiceDocument document) {
    this.document = document;
  }

  static List<Lack> of(InvoiceDocument document) {
    var all = new EInvoiceLacks(document);
    all.header();
    all.party("seller", document.seller().party());
    all.party("buyer", document.buyer().party());
    all.lines();
    all.lacks.addAll(NationalLacks.of(document));
    return all.lacks;
  }

  private void header() {
    if (document.issue().isEmpty()) {
      add("number", "is given when the month is issued");
    }
    var currency = document.currency();
    if (currency.getDefaultFractionDigits() > MOST_DECIMALS) {
      add(
          "currency",
          "is %s, which has %s decimals, and e-invoices have at most 2"
              .formatted(currency, currency.getDefaultFractionDigits()));
    } else if (!EInvoiceCodes.isCurrency(currency.getCurrencyCode())) {
      add("currency", "is %s, which e-invoices do not know".formatted(currency));
    }
  }

  private void party(String who, Party party) {
    party
        .electronicAddress()
        .map(EInvoiceCodes::fault)
        .orElse(Optional.of("is missing"))
        .ifPresent(fault -> add(who + ".electronicAddress", fault));
    var country = party.address().country().code();
    if (!EInvoiceCodes.isCountry(country)) {
      add(who + ".address.country", "is %s, which e-invoices do not know".formatted(country));
    }
    party
        .vatNumber()
        .filter(number -> !isOutOfScope() && !EInvoiceCodes.hasCountry(number))
        .ifPresent(_ -> add(who + ".vatNumber", "does not begin with the code of its country"));
  }

  private boolean isOutOfScope() {
    return document.lines().stream()
        .anyMatch(line -> line.category().equals(Optional.of(TaxCategory.OUT_OF_SCOPE)));
  }

  private void lines() {
    if (document.lines().isEmpty()) {
      add("lines", "are missing: the document only carries a credit");
      return;
    }
    if (document.lines().stream().anyMatch(line -> line.entry().billedTo().isEmpty())) {
      add("lines", "are of release 0.1.0, which did not keep their market and tax rate");
      return;
    }
    if (document.lines().stream().anyMatch(line -> line.category().isEmpty())) {
      return;
    }
    var taxes = TaxBreakdown.of(document);
    if (isOutOfScope()) {
      outOfScope(taxes);
    } else {
      DocumentLacks.namesBoth(document, lacks);
      var isNamed = lacks.stream().anyMatch(lack -> lack.field().equals("seller.vatNumber"));
      if (document.seller().party().vatNumber().isEmpty() && !isNamed) {
        add("seller.vatNumber", "is missing");
      }
    }
    taxes.forEach(this::rule);
  }

  private void outOfScope(List<TaxBreakdown> taxes) {
    if (taxes.size() > 1) {
      add("lines", "are partly outside the scope of tax, which an e-invoice cannot mix");
    }
    if (document.seller().party().registrationNumber().isEmpty()) {
      add(
          "seller.registrationNumber",
          "is missing, and the lines are outside the scope of tax, where it replaces the VAT"
              + " number");
    }
  }

  /**
   * Compares a tax with its rate as the rules BR-CO-17 and BR-S-09 do: it may differ by less than
   * one unit of the currency. Tax that prices include is a sum of rounded taxes, and can differ.
   */
  private void rule(TaxBreakdown sum) {
    var tax = sum.tax().amount();
    var percent = sum.percent();
    var ruled = ruled(sum.net(), sum.rate());
    var isZeroForTheRule = percent.setScale(0, RoundingMode.HALF_UP).signum() == 0;
    var isWrong =
        isZeroForTheRule
            ? isWholeUnit(tax)
            : tax.abs().subtract(ruled).abs().compareTo(TOLERANCE) >= 0;
    if (isWrong) {
      add(
          "lines",
          "have %s tax at %s %% on %s, and e-invoices allow %s with a difference below 1"
              .formatted(tax.toPlainString(), percent.toPlainString(), sum.net(), ruled));
    }
  }

  private static BigDecimal ruled(Money net, BigDecimal rate) {
    return net.amount().abs().multiply(rate).setScale(MOST_DECIMALS, RoundingMode.HALF_UP);
  }

  /** Returns whether a tax is a whole unit or more for the rules, which round half of one up. */
  private static boolean isWholeUnit(BigDecimal tax) {
    return tax.abs().setScale(0, RoundingMode.HALF_UP).signum() != 0;
  }

  private void add(String field, String reason) {
    lacks.add(new Lack(field, reason));
  }
}
