package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.BillingAccount;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.LedgerKey;
import dev.keyshelf.domain.billing.Roll;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.domain.billing.Totals;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.money.Money;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Invoices, the accounts they come from, and the parts of their rolls, as items. */
final class InvoiceItems {
  private InvoiceItems() {}

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
            .with("carriedIn", invoice.settlement().carriedIn());
    invoice.roll().ifPresent(roll -> item.with("roll", roll(roll)));
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
                item.integer("credits")),
            item.money("carriedIn")),
        item.optionalItem("roll").map(InvoiceItems::roll));
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

  /** A part of a roll: entries that follow one another in one month of the ledger. */
  static Item part(PartnerId partner, Roll roll, YearMonth month, List<LedgerKey> names) {
    return Item.at(Keys.rollPart(partner, month, roll.id(), names.getLast()))
        .with("first", Keys.ledgerSort(names.getFirst()))
        .with("last", Keys.ledgerSort(names.getLast()))
        .with("names", names.stream().map(LedgerKey::id).collect(Collectors.joining(" ")));
  }

  static Set<String> names(Item part) {
    return Set.of(part.text("names").split(" "));
  }
}
