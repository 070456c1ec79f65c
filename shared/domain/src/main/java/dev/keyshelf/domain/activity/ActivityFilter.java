package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import java.util.Optional;

/**
 * Which records of a range somebody wants: those that have all that is given here.
 *
 * @param user what the log calls who did it, exactly: a user's name, or a link holder's address
 * @param lastFive what the log calls a key that was issued, shown or replaced
 */
public record ActivityFilter(
    Optional<CustomerId> customer,
    Optional<String> user,
    Optional<Operation> operation,
    Optional<ProductId> product,
    Optional<OrderId> order,
    Optional<Outcome> outcome,
    Optional<String> lastFive) {
  /** Wants every record. */
  public static final ActivityFilter NONE =
      new ActivityFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Tells whether a record is wanted. */
  public boolean matches(ActivityRecord record) {
    var subject = record.subject();
    return wants(customer, subject.customer())
        && wants(user, Optional.of(record.by().name()))
        && wants(operation, Optional.of(record.operation()))
        && wants(product, subject.product())
        && wants(order, subject.order())
        && wants(outcome, Optional.of(record.outcome()))
        && (lastFive.isEmpty()
            || subject.keys().stream().anyMatch(key -> key.isCalled(lastFive.get())));
  }

  private static <T> boolean wants(Optional<T> wanted, Optional<T> there) {
    return wanted.isEmpty() || wanted.equals(there);
  }
}
