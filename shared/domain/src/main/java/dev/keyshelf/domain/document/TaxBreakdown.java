package dev.keyshelf.domain.document;

import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.TaxCategory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sum of the lines of a document that have the same tax category and rate, whether prices
 * include the tax or the document adds it. The sums of all breakdowns are the document's totals.
 *
 * @param rate 0.1 for 10 %, without trailing zeros; zero for every category but STANDARD
 * @param net the sum without the tax; negative if more was credited
 * @param reasons what the seller says of the markets whose lines have no tax, each once
 */
public record TaxBreakdown(
    TaxCategory category, BigDecimal rate, Money net, Money tax, List<String> reasons) {
  private static final Comparator<TaxBreakdown> ORDER =
      Comparator.comparing(TaxBreakdown::category).thenComparing(TaxBreakdown::rate);

  private record Key(TaxCategory category, BigDecimal rate) {
    static Key of(DocumentLine line) {
      var category = line.category().orElseThrow();
      var rate =
          category == TaxCategory.STANDARD ? line.line().taxRate().orElseThrow() : BigDecimal.ZERO;
      return new Key(category, rate.signum() == 0 ? BigDecimal.ZERO : rate.stripTrailingZeros());
    }
  }

  /** Copies the list. */
  public TaxBreakdown {
    reasons = List.copyOf(reasons);
  }

  /**
   * Returns the breakdowns of a document, in the order of categories and rates.
   *
   * @throws java.util.NoSuchElementException if a line has no category
   */
  public static List<TaxBreakdown> of(InvoiceDocument document) {
    Map<Key, TaxBreakdown> sums = new LinkedHashMap<>();
    for (var line : document.lines()) {
      var one = of(document, line);
      sums.merge(new Key(one.category(), one.rate()), one, TaxBreakdown::plus);
    }
    var all = new ArrayList<>(sums.values());
    all.sort(ORDER);
    return all;
  }

  private static TaxBreakdown of(InvoiceDocument document, DocumentLine line) {
    var key = Key.of(line);
    var reason =
        line.entry()
            .billedTo()
            .filter(_ -> key.category() != TaxCategory.STANDARD)
            .flatMap(customer -> document.seller().tax(customer.market()))
            .filter(tax -> tax.untaxed() == key.category())
            .flatMap(MarketTax::reason);
    return new TaxBreakdown(
        key.category(),
        key.rate(),
        line.amounts().net(),
        line.amounts().tax(),
        reason.stream().toList());
  }

  private TaxBreakdown plus(TaxBreakdown other) {
    return new TaxBreakdown(
        category,
        rate,
        net.plus(other.net),
        tax.plus(other.tax),
        Stream.concat(reasons.stream(), other.reasons.stream()).distinct().toList());
  }

  /** Returns the rate in percent, 19 for 0.19. */
  public BigDecimal percent() {
    var percent = rate.movePointRight(2);
    return percent.signum() == 0 ? BigDecimal.ZERO : percent.stripTrailingZeros();
  }

  /** Returns the sum with the tax. */
  public Money gross() {
    return net.plus(tax);
  }
}
