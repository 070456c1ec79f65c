package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.BillingAccount;
import dev.keyshelf.domain.billing.DocumentNumber;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.LedgerKey;
import dev.keyshelf.domain.billing.Roll;
import dev.keyshelf.domain.billing.RollPart;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.domain.billing.TaxSum;
import dev.keyshelf.domain.billing.Totals;
import dev.keyshelf.domain.catalog.TaxMode;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts invoices, billing accounts and parts of rolls to items and back. */
final class InvoiceItems {
  /**
   * The condition that an account is as it was read. An issue raises the month, and a payout lowers
   * a carried credit. So if both are the same, all of it is.
   */
  static final String UNCHANGED = "issuedThrough = :issued AND carried = :carried";

  private InvoiceItems() {}

  /** Returns the values of {@link #UNCHANGED}. */
  static Map<String, AttributeValue> unchanged(BillingAccount read) {
    var item = account(read).values();
    return Map.of(":issued", value(item, "issuedThrough"), ":carried", value(item, "carried"));
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }

  static Item account(BillingAccount account) {
    return Item.at(Keys.billingAccount(account.partner()))
        .with("lastNumber", account.lastNumber())
        .with("issuedThrough", account.issuedThrough().toString())
        .with("settledThrough", account.settledThrough().toString())
        .with("watched", account.watched().stream().map(InvoiceItems::issue).toList())
        .with(
            "carried",
            account.carried().values().stream()
                .map(credit -> Item.inner().with("credit", credit))
                .toList());
  }

  static BillingAccount account(PartnerId partner, Item item) {
    SortedMap<String, Money> carried = new TreeMap<>();
    for (var each : item.items("carried")) {
      var credit = each.money("credit");
      carried.put(credit.currency().getCurrencyCode(), credit);
    }
    return new BillingAccount(
        partner,
        item.number("lastNumber"),
        YearMonth.parse(item.text("issuedThrough")),
        YearMonth.parse(item.text("settledThrough")),
        item.items("watched").stream().map(InvoiceItems::issue).toList(),
        carried);
  }

  private static Item issue(BillingAccount.Issue issue) {
    return Item.inner()
        .with("through", issue.through().toString())
        .with("at", issue.at())
        .withText("roll", issue.roll());
  }

  private static BillingAccount.Issue issue(Item item) {
    return new BillingAccount.Issue(
        YearMonth.parse(item.text("through")), item.instant("at"), item.optionalText("roll"));
  }

  static Item invoice(Invoice invoice) {
    var totals = invoice.settlement().totals();
    var code = invoice.currency().getCurrencyCode();
    var item =
        Item.at(Keys.invoice(invoice.partner(), invoice.month(), code))
            .with("number", invoice.number())
            .with("month", invoice.month().toString())
            .with("issuedAt", invoice.issuedAt())
            .with("charged", totals.charged())
            .with("chargedTax", totals.chargedTax())
            .with("credited", totals.credited())
            .with("creditedTax", totals.creditedTax())
            .with("charges", totals.charges())
            .with("credits", totals.credits())
            .with("taxes", totals.taxes().stream().map(InvoiceItems::tax).toList())
            .with("carriedIn", invoice.settlement().carriedIn());
    invoice.roll().ifPresent(roll -> item.with("roll", roll(roll)));
    invoice.inSeries().ifPresent(number -> item.with("inSeries", number(number)));
    return item;
  }

  static Invoice invoice(PartnerId partner, Item item) {
    return new Invoice(
        partner,
        YearMonth.parse(item.text("month")),
        item.number("number"),
        item.instant("issuedAt"),
        new Settlement(
            new Totals(
                item.money("charged"),
                item.money("chargedTax"),
                item.money("credited"),
                item.money("creditedTax"),
                item.integer("charges"),
                item.integer("credits"),
                item.has("taxes")
                    ? item.items("taxes").stream().map(InvoiceItems::tax).toList()
                    : List.of()),
            item.money("carriedIn")),
        item.optionalItem("roll").map(InvoiceItems::roll),
        item.optionalItem("inSeries").map(InvoiceItems::number));
  }

  private static Item number(DocumentNumber number) {
    return Item.inner()
        .with("series", number.series())
        .with("count", number.number())
        .with("text", number.text());
  }

  private static DocumentNumber number(Item item) {
    return new DocumentNumber(item.text("series"), item.number("count"), item.text("text"));
  }

  private static Item tax(TaxSum sum) {
    return Item.inner()
        .with("mode", sum.mode().name())
        .withText("rate", sum.rate().map(BigDecimal::toPlainString))
        .with("net", sum.net())
        .with("tax", sum.tax());
  }

  private static TaxSum tax(Item item) {
    return new TaxSum(
        TaxMode.valueOf(item.text("mode")),
        item.optionalText("rate").map(BigDecimal::new),
        item.money("net"),
        item.money("tax"));
  }

  private static Item roll(Roll roll) {
    return Item.inner()
        .with("id", roll.id())
        .with("ranges", roll.ranges().stream().map(InvoiceItems::range).toList());
  }

  private static Roll roll(Item item) {
    return new Roll(
        item.text("id"), item.items("ranges").stream().map(InvoiceItems::range).toList());
  }

  private static Item range(Roll.Range range) {
    return Item.inner()
        .with("month", range.month().toString())
        .with("firstAt", range.first().at())
        .with("firstId", range.first().id())
        .with("lastAt", range.last().at())
        .with("lastId", range.last().id())
        .with("entries", range.entries());
  }

  private static Roll.Range range(Item item) {
    return new Roll.Range(
        YearMonth.parse(item.text("month")),
        new LedgerKey(item.instant("firstAt"), item.text("firstId")),
        new LedgerKey(item.instant("lastAt"), item.text("lastId")),
        item.integer("entries"));
  }

  /** Returns a part of a roll as an item. It names consecutive entries of one month's ledger. */
  static Item part(PartnerId partner, Roll roll, YearMonth month, List<LedgerKey> names) {
    return Item.at(Keys.rollPart(partner, month, roll.id(), names.getLast()))
        .with("first", Keys.ledgerSort(names.getFirst()))
        .with("last", Keys.ledgerSort(names.getLast()))
        .with("names", names.stream().map(LedgerKey::id).collect(Collectors.joining(" ")));
  }

  static RollPart part(Item item) {
    return new RollPart(
        Keys.ledgerKey(item.text("first")), Keys.ledgerKey(item.text("last")), names(item));
  }

  static Set<String> names(Item part) {
    return Set.of(part.text("names").split(" "));
  }
}
