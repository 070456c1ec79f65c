package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SupportRequestId;
import java.util.List;
import java.util.Optional;

/**
 * What an act was about. Holds ids and names only: never a token or a URL, and of a key its last
 * five characters.
 *
 * @param keys those that the act issued, showed or replaced, by ordinal
 */
public record Subject(
    Optional<CustomerId> customer,
    Optional<OrderId> order,
    Optional<EntitlementId> entitlement,
    Optional<ProductId> product,
    Optional<LinkId> link,
    Optional<String> file,
    List<TouchedKey> keys,
    Optional<SupportRequestId> supportRequest) {
  /** Copies the list in. */
  public Subject {
    keys = List.copyOf(keys);
  }

  private static Subject of(
      Optional<CustomerId> customer,
      Optional<OrderId> order,
      Optional<EntitlementId> entitlement,
      Optional<ProductId> product) {
    return new Subject(
        customer,
        order,
        entitlement,
        product,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** Speaks of nothing that has an id. */
  public static Subject none() {
    return of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Speaks of a customer. */
  public static Subject of(CustomerId customer) {
    return of(Optional.of(customer), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Speaks of an order of a customer. */
  public static Subject of(CustomerId customer, OrderId order) {
    return of(Optional.of(customer), Optional.of(order), Optional.empty(), Optional.empty());
  }

  /** Speaks of one entitlement of a customer. */
  public static Subject of(CustomerId customer, EntitlementId entitlement, ProductId product) {
    return of(
        Optional.of(customer),
        Optional.of(entitlement.order()),
        Optional.of(entitlement),
        Optional.of(product));
  }

  /** Speaks of one link of this entitlement, and the file it leads to. */
  public Subject through(LinkId id, String fileName) {
    return new Subject(
        customer,
        order,
        entitlement,
        product,
        Optional.of(id),
        Optional.of(fileName),
        keys,
        supportRequest);
  }

  /** Speaks of these keys too. */
  public Subject touching(List<TouchedKey> touched) {
    return new Subject(customer, order, entitlement, product, link, file, touched, supportRequest);
  }

  /** Speaks of this as far as a support request asks for it. */
  public Subject asked(SupportRequestId id) {
    return new Subject(customer, order, entitlement, product, link, file, keys, Optional.of(id));
  }

  /** Speaks of a file that was given with this. */
  public Subject with(String fileName) {
    return new Subject(
        customer, order, entitlement, product, link, Optional.of(fileName), keys, supportRequest);
  }
}
