package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Customers in DynamoDB, with guard items that keep domain and tenant GUID unique. */
final class DynamoCustomers implements Customers {
  private final Table table;
  private final CommandRecords records;

  DynamoCustomers(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public Optional<Customer> find(PartnerId partner, CustomerId id) {
    return table.get(Keys.customer(partner, id)).map(item -> CustomerItems.customer(partner, item));
  }

  @Override
  public Optional<Customer> findByDomain(PartnerId partner, Domain domain) {
    return behind(partner, Keys.domain(partner, domain));
  }

  @Override
  public Optional<Customer> findByTenant(PartnerId partner, TenantId tenant) {
    return behind(partner, Keys.tenant(partner, tenant));
  }

  private Optional<Customer> behind(PartnerId partner, Key guard) {
    return table.get(guard).flatMap(item -> find(partner, new CustomerId(item.text("customer"))));
  }

  @Override
  public Page list(PartnerId partner, int limit, Optional<CustomerId> after) {
    var range = Table.Range.startingWith(Keys.customersOf(partner), Keys.CUSTOMER);
    var page =
        table.query(range, limit, after.map(id -> Keys.customer(partner, id).sort()).orElse(null));
    List<Customer> customers =
        page.items().stream().map(item -> CustomerItems.customer(partner, item)).toList();
    return new Page(
        customers, page.more() ? Optional.of(customers.getLast().id()) : Optional.empty());
  }

  @Override
  public NamePage listByName(
      PartnerId partner, FoldedName prefix, int limit, Optional<PlaceByName> after) {
    var range = Table.Range.startingWith(Keys.customersOf(partner), Keys.NAME + prefix);
    var start = after.map(place -> Keys.customerName(partner, place.name(), place.customer()));
    var page = table.query(range, limit, start.map(Key::sort).orElse(null));
    return new NamePage(
        named(partner, page.items()),
        page.more() ? Optional.of(place(page.items().getLast())) : Optional.empty());
  }

  /** Gives those who still have the name of their entry: it may move while we read. */
  private List<Customer> named(PartnerId partner, List<Item> entries) {
    var keys = entries.stream().map(entry -> Keys.customer(partner, place(entry).customer()));
    Map<Key, Customer> byNameKey =
        table.get(keys.toList()).stream()
            .map(item -> CustomerItems.customer(partner, item))
            .collect(Collectors.toMap(CustomerItems::nameKey, Function.identity()));
    return entries.stream()
        .flatMap(entry -> Optional.ofNullable(byNameKey.get(entry.key())).stream())
        .toList();
  }

  private static PlaceByName place(Item entry) {
    return new PlaceByName(
        new FoldedName(entry.text("name")), new CustomerId(entry.text("customer")));
  }

  @Override
  public Commit add(Customer customer, ActivityRecord activity, IdempotencyRecord once) {
    var transaction = table.writes().transaction().add(CustomerItems.item(customer));
    CustomerItems.guards(customer).forEach(transaction::add);
    transaction.add(CustomerItems.nameEntry(customer));
    records.record(transaction, activity);
    records.answer(transaction, once, customer.createdAt());
    return table.writes().commit(transaction, customer.createdAt());
  }

  @Override
  public Commit change(
      Customer before, Customer after, ActivityRecord activity, IdempotencyRecord once) {
    var transaction =
        table
            .writes()
            .transaction()
            .put(
                CustomerItems.item(after),
                "version = :version",
                Map.of(":version", AttributeValue.fromN(Long.toString(before.version()))));
    if (!CustomerItems.nameKey(before).equals(CustomerItems.nameKey(after))) {
      transaction.remove(CustomerItems.nameKey(before)).add(CustomerItems.nameEntry(after));
    }
    records.record(transaction, activity);
    records.answer(transaction, once, activity.at());
    return table.writes().commit(transaction, activity.at());
  }
}
