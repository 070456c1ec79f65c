package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.BillingAccount;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.Ledger;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerKey;
import dev.keyshelf.domain.billing.NumberScheme;
import dev.keyshelf.domain.billing.Roll;
import dev.keyshelf.domain.billing.RollPart;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Invoices in DynamoDB. */
final class DynamoInvoices implements Invoices {
  private static final String ABSENT = "attribute_not_exists(" + Keys.PARTITION + ")";

  /** The number of entry names in one part of a roll, about 50 KB. */
  private static final int PART = 2_000;

  private static final int PARTS_READ = 20;

  private final Table table;
  private final Clock clock;

  DynamoInvoices(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Optional<BillingAccount> account(PartnerId partner) {
    return table.get(Keys.billingAccount(partner)).map(item -> InvoiceItems.account(partner, item));
  }

  @Override
  public void enrol(PartnerId partner, Roll roll, List<LedgerKey> keys) {
    var from = 0;
    for (var range : roll.ranges()) {
      var ofMonth = keys.subList(from, from + range.entries());
      for (int part = 0; part < ofMonth.size(); part += PART) {
        var names = ofMonth.subList(part, Math.min(ofMonth.size(), part + PART));
        // If the part exists, it is the same, since the roll's id is made from the names.
        table
            .writes()
            .put(InvoiceItems.part(partner, roll, range.month(), names), ABSENT, Map.of());
      }
      from += range.entries();
    }
  }

  @Override
  public Set<String> enrolled(PartnerId partner, YearMonth month, List<String> rolls) {
    var ids = new HashSet<String>();
    for (var roll : rolls) {
      var range = Table.Range.startingWith(Keys.rollsOf(partner, month), Keys.partsOf(roll));
      String after = null;
      Table.Page page;
      do {
        page = table.query(range, PARTS_READ, after);
        for (var part : page.items()) {
          ids.addAll(InvoiceItems.names(part));
          after = part.text(Keys.SORT);
        }
      } while (page.more());
    }
    return ids;
  }

  @Override
  public Commit issue(
      Optional<BillingAccount> before, BillingAccount after, List<Invoice> invoices) {
    var transaction = table.writes().transaction();
    var account = InvoiceItems.account(after);
    if (before.isEmpty()) {
      transaction.add(account);
    } else {
      transaction.put(account, InvoiceItems.UNCHANGED, InvoiceItems.unchanged(before.get()));
    }
    invoices.forEach(invoice -> transaction.add(InvoiceItems.invoice(invoice)));
    NumberItems.take(transaction, invoices);
    // The current time switches off the check of the decision's age. The conditions suffice here.
    return table.writes().commit(transaction, clock.instant());
  }

  @Override
  public Optional<NumberScheme> scheme() {
    return table.get(NumberItems.SCHEME).map(NumberItems::scheme);
  }

  @Override
  public NumberScheme setScheme(NumberScheme scheme, Instant now) {
    var isSet = table.writes().put(NumberItems.scheme(scheme, now), ABSENT, Map.of());
    return isSet ? scheme : scheme().orElseThrow();
  }

  @Override
  public Optional<LastNumber> last(String series) {
    return table.get(NumberItems.series(series)).map(NumberItems::last);
  }

  @Override
  public Optional<Invoice> inSeries(PartnerId partner, String number) {
    return table
        .get(NumberItems.guard(number))
        .filter(guard -> guard.text("partner").equals(partner.value()))
        .map(guard -> YearMonth.parse(guard.text("month")))
        .flatMap(
            month ->
                list(partner, month).stream()
                    .filter(invoice -> invoice.numberText().equals(number))
                    .findFirst());
  }

  @Override
  public List<Invoice> list(PartnerId partner, YearMonth month) {
    var range = Table.Range.startingWith(Keys.invoicesOf(partner), Keys.INVOICE + month + "#");
    return table.query(range).stream().map(item -> InvoiceItems.invoice(partner, item)).toList();
  }

  @Override
  public Page list(PartnerId partner, int limit, Optional<Position> after) {
    var range = Table.Range.startingWith(Keys.invoicesOf(partner), Keys.INVOICE).backwards();
    var from =
        after.map(last -> Keys.invoice(partner, last.month(), last.currency()).sort()).orElse(null);
    var page = table.query(range, limit, from);
    var invoices = page.items().stream().map(item -> InvoiceItems.invoice(partner, item)).toList();
    return new Page(
        invoices,
        page.more()
            ? Optional.of(
                new Position(
                    invoices.getLast().month(), invoices.getLast().currency().getCurrencyCode()))
            : Optional.empty());
  }

  @Override
  public Ledger.Page entries(PartnerId partner, Roll roll, int limit, Optional<LedgerKey> place) {
    var after = place.map(Keys::ledgerSort);
    var found = new ArrayList<LedgerEntry>();
    for (var range : roll.ranges()) {
      var month = range.month().toString();
      var from = after.filter(sort -> sort.compareTo(month) > 0).orElse("");
      if (from.isEmpty() || from.startsWith(month)) {
        var last = entriesOf(partner, roll, range, limit, from, found);
        if (last.isPresent()) {
          return new Ledger.Page(found, last.map(Keys::ledgerKey));
        }
      }
    }
    return new Ledger.Page(found, Optional.empty());
  }

  /**
   * Adds entries of one month's parts.
   *
   * @param from a sort key of this month's ledger; empty for its beginning
   * @return the sort key to continue after, or empty if the month has no more entries
   */
  private Optional<String> entriesOf(
      PartnerId partner,
      Roll roll,
      Roll.Range range,
      int limit,
      String from,
      List<LedgerEntry> found) {
    var ledger = Keys.ledgerOf(partner, range.month());
    var end = Keys.ledgerSort(range.last());
    var after = from;
    while (after.compareTo(end) < 0) {
      var part = partAfter(partner, roll, range.month(), after);
      var names = InvoiceItems.names(part);
      var first = part.text("first");
      var last = part.text("last");
      while (after.compareTo(last) < 0) {
        var page =
            table.query(
                Table.Range.between(ledger, first, last),
                limit - found.size(),
                after.compareTo(first) < 0 ? null : after);
        for (var item : page.items()) {
          if (names.contains(item.text("id"))) {
            found.add(LedgerItems.entry(partner, item));
          }
        }
        after = page.more() ? page.items().getLast().text(Keys.SORT) : last;
        if (found.size() == limit) {
          return Optional.of(after);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<RollPart> part(PartnerId partner, Roll roll, LedgerKey entry) {
    var ofRoll = Keys.partsOf(roll.id());
    var parts =
        Table.Range.between(
            Keys.rollsOf(partner, entry.month()), ofRoll + Keys.ledgerSort(entry), ofRoll + "~");
    return table.query(parts, 1, null).items().stream().map(InvoiceItems::part).findFirst();
  }

  /** Returns the part that names the next entry. Parts are sorted by the last entry they name. */
  private Item partAfter(PartnerId partner, Roll roll, YearMonth month, String after) {
    var parts = Table.Range.startingWith(Keys.rollsOf(partner, month), Keys.partsOf(roll.id()));
    var from = after.isEmpty() ? null : Keys.partsOf(roll.id()) + after;
    return table.query(parts, 1, from).items().getFirst();
  }

  @Override
  public Optional<YearMonth> doneThrough(int shard) {
    return table.get(Keys.invoiced(shard)).map(item -> YearMonth.parse(item.text("through")));
  }

  @Override
  public void done(int shard, YearMonth through) {
    table
        .writes()
        .put(
            Item.at(Keys.invoiced(shard)).with("through", through.toString()),
            "attribute_not_exists(through) OR through < :through",
            Map.of(":through", AttributeValue.fromS(through.toString())));
  }
}
