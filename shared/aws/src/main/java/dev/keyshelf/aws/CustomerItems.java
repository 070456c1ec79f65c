package dev.keyshelf.aws;

import dev.keyshelf.domain.customer.Contact;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.EmailAddress;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.PhoneNumber;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.order.Order;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Customers as items, each with three that lead to it: by domain, by tenant GUID, by name. */
final class CustomerItems {
  private CustomerItems() {}

  static Item item(Customer customer) {
    var item =
        Item.at(Keys.customer(customer.partner(), customer.id()))
            .with("id", customer.id().value())
            .with("companyName", customer.companyName())
            .with("tenantId", customer.tenant().value())
            .with("domain", customer.domain().ascii())
            .with("market", customer.market().code())
            .with("createdAt", customer.createdAt())
            .withText("firstOrder", customer.firstOrder().map(first -> first.id().value()))
            .withInstant("firstOrderAt", customer.firstOrder().map(Customer.FirstOrder::at))
            .with("version", customer.version());
    customer.contact().ifPresent(contact -> item.with("contact", contact(contact)));
    return item;
  }

  static Customer customer(PartnerId partner, Item item) {
    return new Customer(
        new CustomerId(item.text("id")),
        partner,
        item.text("companyName"),
        new TenantId(item.text("tenantId")),
        new Domain(item.text("domain")),
        new Market(item.text("market")),
        item.optionalItem("contact").map(CustomerItems::contact),
        item.optionalText("firstOrder")
            .map(id -> new Customer.FirstOrder(new OrderId(id), item.instant("firstOrderAt"))),
        item.instant("createdAt"),
        item.number("version"));
  }

  static Item contact(Contact contact) {
    return Item.inner()
        .with("name", contact.name())
        .with("mailbox", contact.email().mailbox())
        .with("mailDomain", contact.email().domain().ascii())
        .with("mailTyped", contact.email().typed())
        .withText("phone", contact.phone().map(PhoneNumber::text));
  }

  static Contact contact(Item item) {
    return new Contact(
        item.text("name"), address(item), item.optionalText("phone").map(PhoneNumber::new));
  }

  /** Earlier releases did not keep what was typed. */
  private static EmailAddress address(Item item) {
    var mailbox = item.text("mailbox");
    var domain = new Domain(item.text("mailDomain"));
    return item.optionalText("mailTyped")
        .map(typed -> new EmailAddress(mailbox, domain, typed))
        .orElseGet(() -> new EmailAddress(mailbox, domain));
  }

  /** Gives what keeps domain and tenant GUID unique. */
  static List<Item> guards(Customer customer) {
    return List.of(
        leading(Keys.domain(customer.partner(), customer.domain()), customer),
        leading(Keys.tenant(customer.partner(), customer.tenant()), customer));
  }

  static Key nameKey(Customer customer) {
    return Keys.customerName(
        customer.partner(), FoldedName.of(customer.companyName()), customer.id());
  }

  static Item nameEntry(Customer customer) {
    return leading(nameKey(customer), customer)
        .with("name", FoldedName.of(customer.companyName()).text());
  }

  private static Item leading(Key key, Customer customer) {
    return Item.at(key).with("customer", customer.id().value());
  }

  /** Has an order fix its customer's market, if that is still the market it was priced for. */
  static Transaction fixMarket(Transaction transaction, Order order) {
    return transaction.update(
        Keys.customer(order.partner(), order.customer()),
        "SET firstOrder = if_not_exists(firstOrder, :order),"
            + " firstOrderAt = if_not_exists(firstOrderAt, :at),"
            // A change that was decided before knows nothing of this.
            + " version = version + :one",
        "market = :market",
        Map.of(
            ":order", AttributeValue.fromS(order.id().value()),
            ":at", AttributeValue.fromS(Keys.time(order.placedAt())),
            ":one", AttributeValue.fromN("1"),
            ":market", AttributeValue.fromS(order.market().code())));
  }
}
