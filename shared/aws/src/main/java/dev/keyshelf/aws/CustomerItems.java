package dev.keyshelf.aws;

import dev.keyshelf.domain.customer.Contact;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.EmailAddress;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.NameWords;
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

/**
 * Converts customers to items and back. Three more items lead to each: by domain, tenant and name.
 */
final class CustomerItems {
  /** What an entry by name, or by a word of it, says: in folded form. */
  static final String NAME = "name";

  private static final String ABSENT_OR_OWN =
      "attribute_not_exists(" + Keys.PARTITION + ") OR customer = :customer";

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
            .withInstant("archivedAt", customer.archivedAt())
            .with("version", customer.version());
    customer.contact().ifPresent(contact -> item.with("contact", contact(contact)));
    customer.billing().ifPresent(company -> item.with("billing", PartyItems.item(company)));
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
        item.optionalItem("billing").flatMap(PartyItems::buyer),
        item.optionalText("firstOrder")
            .map(id -> new Customer.FirstOrder(new OrderId(id), item.instant("firstOrderAt"))),
        item.optionalInstant("archivedAt"),
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

  /** Reads an address. Items of earlier releases do not have it as it was typed. */
  private static EmailAddress address(Item item) {
    var mailbox = item.text("mailbox");
    var domain = new Domain(item.text("mailDomain"));
    return item.optionalText("mailTyped")
        .map(typed -> new EmailAddress(mailbox, domain, typed))
        .orElseGet(() -> new EmailAddress(mailbox, domain));
  }

  /** Returns the items that keep domain and tenant GUID unique. */
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
        .with(NAME, FoldedName.of(customer.companyName()).text());
  }

  /** Returns an entry for each place in the name that a search finds it by. */
  static List<Item> wordEntries(Customer customer) {
    return NameWords.entriesOf(customer.companyName()).stream()
        .map(
            word ->
                leading(Keys.customerWord(customer.partner(), word, customer.id()), customer)
                    .with(NAME, word.text()))
        .toList();
  }

  /** Moves the guards of a domain and a tenant GUID that become other ones. */
  static void moveGuards(Transaction transaction, Customer before, Customer after) {
    var old = guards(before).stream().map(Item::key).toList();
    var fresh = guards(after);
    for (var guard : fresh) {
      if (!old.contains(guard.key())) {
        transaction.add(guard);
      }
    }
    var kept = fresh.stream().map(Item::key).toList();
    old.stream()
        .filter(key -> !kept.contains(key))
        .forEach(
            key ->
                transaction.remove(
                    key,
                    "customer = :customer",
                    Map.of(":customer", AttributeValue.fromS(before.id().value()))));
  }

  /**
   * Moves the entries of a changed name. The entries of words are written with each change: release
   * 0.1.0 wrote none, and the customer's version keeps two changes from doing so at once.
   */
  static void moveNames(Transaction transaction, Customer before, Customer after) {
    if (!nameKey(before).equals(nameKey(after))) {
      transaction.remove(nameKey(before)).add(nameEntry(after));
    }
    var own = Map.of(":customer", AttributeValue.fromS(after.id().value()));
    var fresh = wordEntries(after);
    fresh.forEach(entry -> transaction.put(entry, ABSENT_OR_OWN, own));
    var kept = fresh.stream().map(Item::key).toList();
    wordEntries(before).stream()
        .map(Item::key)
        .filter(key -> !kept.contains(key))
        .forEach(key -> transaction.remove(key, ABSENT_OR_OWN, own));
  }

  private static Item leading(Key key, Customer customer) {
    return Item.at(key).with("customer", customer.id().value());
  }

  /**
   * Adds an update that makes an order fix its customer's market. It fails if the market has
   * changed since the order was priced for it, or if the customer is archived.
   */
  static Transaction fixMarket(Transaction transaction, Order order) {
    return transaction.update(
        Keys.customer(order.partner(), order.customer()),
        "SET firstOrder = if_not_exists(firstOrder, :order),"
            + " firstOrderAt = if_not_exists(firstOrderAt, :at),"
            // The new version fails changes of the customer that were decided before this order.
            + " version = version + :one",
        "market = :market AND attribute_not_exists(archivedAt)",
        Map.of(
            ":order", AttributeValue.fromS(order.id().value()),
            ":at", AttributeValue.fromS(Keys.time(order.placedAt())),
            ":one", AttributeValue.fromN("1"),
            ":market", AttributeValue.fromS(order.market().code())));
  }
}
