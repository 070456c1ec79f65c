package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.Ledger;
import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerKey;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** The ledger in DynamoDB: a partition for each partner and billing month. */
final class DynamoLedger implements Ledger {
  private final Table table;

  DynamoLedger(Table table) {
    this.table = table;
  }

  @Override
  public Page list(PartnerId partner, YearMonth month, int limit, Optional<LedgerKey> after) {
    var range = Table.Range.startingWith(Keys.ledgerOf(partner, month), month.toString());
    var page = table.query(range, limit, after.map(Keys::ledgerSort).orElse(null));
    var entries = page.items().stream().map(item -> LedgerItems.entry(partner, item)).toList();
    return new Page(entries, page.more() ? Optional.of(entries.getLast().key()) : Optional.empty());
  }

  @Override
  public List<LedgerEntry> at(PartnerId partner, Instant at) {
    var first = new LedgerKey(at, "");
    var range =
        Table.Range.startingWith(Keys.ledgerOf(partner, first.month()), Keys.ledgerSort(first));
    return table.query(range).stream().map(item -> LedgerItems.entry(partner, item)).toList();
  }
}
