package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.List;
import java.util.Optional;

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
    return table.get(Keys.customer(partner, id)).map(item -> customer(partner, item));
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
    List<Customer> customers = page.items().stream().map(item -> customer(partner, item)).toList();
    return new Page(
        customers, page.more() ? Optional.of(customers.getLast().id()) : Optional.empty());
  }

  @Override
  public Commit add(Customer customer, ActivityRecord activity, IdempotencyRecord once) {
    var partner = customer.partner();
    var transaction =
        table
            .transaction()
            .add(item(customer))
            .add(guard(Keys.domain(partner, customer.domain()), customer))
            .add(guard(Keys.tenant(partner, customer.tenant()), customer))
            .add(
                guard(Keys.customerName(partner, customer.companyName(), customer.id()), customer));
    records.record(transaction, activity);
    records.answer(transaction, once, customer.createdAt());
    return table.commit(transaction, customer.createdAt());
  }

  private static Item guard(Key key, Customer customer) {
    return Item.at(key).with("customer", customer.id().value());
  }

  private static Item item(Customer customer) {
    return Item.at(Keys.customer(customer.partner(), customer.id()))
        .with("id", customer.id().value())
        .with("companyName", customer.companyName())
        .with("tenantId", customer.tenant().value())
        .with("domain", customer.domain().ascii())
        .with("market", customer.market().code())
        .with("createdAt", customer.createdAt());
  }

  private static Customer customer(PartnerId partner, Item item) {
    return new Customer(
        new CustomerId(item.text("id")),
        partner,
        item.text("companyName"),
        new TenantId(item.text("tenantId")),
        new Domain(item.text("domain")),
        new Market(item.text("market")),
        item.instant("createdAt"));
  }
}
