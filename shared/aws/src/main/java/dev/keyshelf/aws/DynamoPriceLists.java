package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.PriceListState;
import dev.keyshelf.domain.resale.PriceListVersion;
import dev.keyshelf.domain.resale.PriceLists;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Price lists in DynamoDB: a partner has one partition of lists, and a list one of versions. */
final class DynamoPriceLists implements PriceLists {
  private final Table table;
  private final CommandRecords records;

  DynamoPriceLists(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public Optional<PriceListState> find(PartnerId partner, PriceListId list) {
    return table.get(ResaleKeys.list(partner, list)).map(ResaleItems::state);
  }

  @Override
  public Optional<PriceListVersion> inForce(PartnerId partner, PriceListId list, LocalDate day) {
    var range =
        Table.Range.between(
            ResaleKeys.versionsOf(partner, list), LocalDate.EPOCH.toString(), day.toString());
    return table.query(range.backwards(), 1, null).items().stream()
        .findFirst()
        .map(item -> ResaleItems.version(list, item));
  }

  @Override
  public Map<ListOn, PriceListVersion> inForce(PartnerId partner, Collection<ListOn> lists) {
    var found = new ConcurrentHashMap<ListOn, PriceListVersion>();
    AtOnce.forEach(
        lists,
        each ->
            inForce(partner, each.list(), each.day())
                .ifPresent(version -> found.put(each, version)));
    return found;
  }

  @Override
  public Page list(PartnerId partner, int limit, Optional<PriceListId> after) {
    var page =
        table.query(
            Table.Range.all(ResaleKeys.listsOf(partner)),
            limit,
            after.map(PriceListId::toString).orElse(null));
    var lists = page.items().stream().map(ResaleItems::state).toList();
    return new Page(lists, last(lists, page.more()).map(PriceListState::list));
  }

  @Override
  public VersionPage versions(
      PartnerId partner, PriceListId list, int limit, Optional<LocalDate> before) {
    var page =
        table.query(
            Table.Range.all(ResaleKeys.versionsOf(partner, list)).backwards(),
            limit,
            before.map(LocalDate::toString).orElse(null));
    var versions = page.items().stream().map(item -> ResaleItems.version(list, item)).toList();
    return new VersionPage(versions, last(versions, page.more()).map(PriceListVersion::validFrom));
  }

  private static <T> Optional<T> last(List<T> items, boolean more) {
    return more ? Optional.of(items.getLast()) : Optional.empty();
  }

  @Override
  public Commit change(Change change, ActivityRecord activity, IdempotencyRecord once) {
    var transaction = table.writes().transaction();
    var state = ResaleItems.state(change.partner(), change.after());
    if (change.revision() == 0) {
      transaction.add(state);
    } else {
      transaction.put(state, ResaleItems.REVISION + " = :seen", number(":seen", change.revision()));
    }
    change
        .version()
        .ifPresentOrElse(
            version ->
                transaction.put(
                    ResaleItems.version(change.partner(), version),
                    "attribute_not_exists(" + Keys.PARTITION + ") OR revision < :revision",
                    number(":revision", version.revision())),
            () ->
                transaction.remove(
                    ResaleKeys.version(change.partner(), change.after().list(), change.day())));
    // An account is written when the invoices of a month are issued, in that transaction.
    transaction.check(
        Keys.billingAccount(change.partner()),
        "attribute_not_exists(" + Keys.PARTITION + ") OR issuedThrough < :month",
        Map.of(":month", AttributeValue.fromS(YearMonth.from(change.day()).toString())));
    records.record(transaction, activity);
    records.answer(transaction, once, activity.at());
    return table.writes().commit(transaction, activity.at());
  }

  private static Map<String, AttributeValue> number(String name, long value) {
    return Map.of(name, AttributeValue.fromN(Long.toString(value)));
  }
}
