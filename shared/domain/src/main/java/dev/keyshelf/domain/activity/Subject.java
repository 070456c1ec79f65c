package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.identity.WebhookId;
import java.util.List;
import java.util.Optional;

/**
 * The things that an act was about. It holds ids and names only. It never holds a token, a URL or
 * more of a key than its last five characters.
 *
 * @param keys the keys that the act issued, showed or replaced, by ordinal
 * @param linkCreatedBy the user who made the link through which the act was done; empty in records
 *     of 0.1.0
 * @param document the document that the act made
 * @param webhook the webhook that the act was about
 */
public record Subject(
    Optional<CustomerId> customer,
    Optional<OrderId> order,
    Optional<EntitlementId> entitlement,
    Optional<ProductId> product,
    Optional<LinkId> link,
    Optional<String> file,
    List<TouchedKey> keys,
    Optional<SupportRequestId> supportRequest,
    Optional<String> linkCreatedBy,
    Optional<RecordedDocument> document,
    Optional<WebhookId> webhook) {
  /** Copies the list. */
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
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns the subject of an act that concerns nothing with an id. */
  public static Subject none() {
    return of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns the subject of an act on a customer. */
  public static Subject of(CustomerId customer) {
    return of(Optional.of(customer), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns the subject of an act on a customer's order. */
  public static Subject of(CustomerId customer, OrderId order) {
    return of(Optional.of(customer), Optional.of(order), Optional.empty(), Optional.empty());
  }

  /** Returns the subject of an act on a customer's entitlement. */
  public static Subject of(CustomerId customer, EntitlementId entitlement, ProductId product) {
    return of(
        Optional.of(customer),
        Optional.of(entitlement.order()),
        Optional.of(entitlement),
        Optional.of(product));
  }

  /** Returns a copy that also names a link of this entitlement and the file it leads to. */
  public Subject through(LinkId id, String fileName) {
    return with(Optional.of(id), Optional.of(fileName), keys, supportRequest, linkCreatedBy);
  }

  /** Speaks of a link that this user made. */
  public Subject madeBy(String user) {
    return with(link, file, keys, supportRequest, Optional.of(user));
  }

  /** Returns a copy that names these keys. */
  public Subject touching(List<TouchedKey> touched) {
    return with(link, file, touched, supportRequest, linkCreatedBy);
  }

  /** Returns a copy that also names the support request that asked for the act. */
  public Subject asked(SupportRequestId id) {
    return with(link, file, keys, Optional.of(id), linkCreatedBy);
  }

  /** Returns a copy that also names a file. */
  public Subject with(String fileName) {
    return with(link, Optional.of(fileName), keys, supportRequest, linkCreatedBy);
  }

  /** Returns the subject of an act that made a document. */
  public static Subject of(RecordedDocument document, String fileName) {
    return new Subject(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(fileName),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(document),
        Optional.empty());
  }

  /** Returns the subject of an act on a webhook. */
  public static Subject of(WebhookId webhook) {
    return new Subject(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(webhook));
  }

  private Subject with(
      Optional<LinkId> itsLink,
      Optional<String> itsFile,
      List<TouchedKey> touched,
      Optional<SupportRequestId> request,
      Optional<String> maker) {
    return new Subject(
        customer,
        order,
        entitlement,
        product,
        itsLink,
        itsFile,
        touched,
        request,
        maker,
        document,
        webhook);
  }
}
