package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.NameWords;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Gatherers;
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
  public List<Customer> find(PartnerId partner, Collection<CustomerId> ids) {
    var keys = ids.stream().distinct().map(id -> Keys.customer(partner, id)).toList();
    if (keys.size() <= Table.BATCH) {
      return customers(partner, keys);
    }
    var found = new ConcurrentLinkedQueue<Customer>();
    AtOnce.forEach(
        keys.stream().gather(Gatherers.windowFixed(Table.BATCH)).toList(),
        batch -> found.addAll(customers(partner, batch)));
    return List.copyOf(found);
  }

  private List<Customer> customers(PartnerId partner, List<Key> keys) {
    return table.get(keys).stream().map(item -> CustomerItems.customer(partner, item)).toList();
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
  public Page list(PartnerId partner, Archived archived, int limit, Optional<CustomerId> after) {
    var found =
        table.search(
            Table.Range.startingWith(Keys.customersOf(partner), Keys.CUSTOMER),
            limit,
            after.map(id -> Keys.customer(partner, id).sort()).orElse(null),
            item -> CustomerItems.customer(partner, item),
            archived::shows);
    return new Page(found.items(), found.last().map(Customer::id));
  }

  @Override
  public NamePage listByName(
      PartnerId partner,
      FoldedName prefix,
      Archived archived,
      int limit,
      Optional<PlaceByName> after) {
    var range = Table.Range.startingWith(Keys.customersOf(partner), Keys.NAME + prefix);
    var start = after.map(place -> Keys.customerName(partner, place.name(), place.customer()));
    return new NameEntries(table, partner, limit, limit)
        .read(
            range,
            start,
            // The customer may be renamed during the read.
            (entry, customer) ->
                CustomerItems.nameKey(customer).equals(entry.key()) && archived.shows(customer));
  }

  @Override
  public NamePage listByWords(
      PartnerId partner,
      NameWords words,
      Archived archived,
      int limit,
      Optional<PlaceByName> after) {
    var range = Table.Range.startingWith(Keys.customersOf(partner), Keys.WORD + words.longest());
    var start = after.map(place -> Keys.customerWord(partner, place.name(), place.customer()));
    // Of several words only the longest is looked up; many of what it finds may lack the others.
    var read = words.words().size() == 1 ? limit : NameEntries.MOST_READ;
    return new NameEntries(table, partner, limit, read)
        .read(
            range,
            start,
            (entry, customer) ->
                words.areIn(customer.companyName())
                    && words.isFirst(
                        new FoldedName(entry.text(CustomerItems.NAME)), customer.companyName())
                    && archived.shows(customer));
  }

  @Override
  public Commit add(Customer customer, ActivityRecord activity, IdempotencyRecord once) {
    var transaction = table.writes().transaction().add(CustomerItems.item(customer));
    CustomerItems.guards(customer).forEach(transaction::add);
    transaction.add(CustomerItems.nameEntry(customer));
    CustomerItems.wordEntries(customer).forEach(transaction::add);
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
    CustomerItems.moveGuards(transaction, before, after);
    CustomerItems.moveNames(transaction, before, after);
    records.record(transaction, activity);
    records.answer(transaction, once, activity.at());
    return table.writes().commit(transaction, activity.at());
  }
}
