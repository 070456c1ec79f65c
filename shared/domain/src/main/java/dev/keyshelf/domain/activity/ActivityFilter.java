package dev.keyshelf.domain.activity;

import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.ProductId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A filter for activity records. A record matches if it matches every field that is set.
 *
 * @param user the {@linkplain Actor#name() name} of the actor, compared exactly: a user's name, a
 *     link holder's address, an operator's principal
 * @param operations any of these; empty for every operation
 * @param lastFive the last five characters of a key that was issued, shown or replaced
 */
public record ActivityFilter(
    Optional<CustomerId> customer,
    Optional<String> user,
    Set<Operation> operations,
    Optional<ProductId> product,
    Optional<OrderId> order,
    Optional<Outcome> outcome,
    Optional<String> lastFive) {
  /** Matches every record. */
  public static final ActivityFilter NONE =
      new ActivityFilter(
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Copies the set, in the order of declaration, so that equal filters have the same text. */
  public ActivityFilter {
    var ordered = EnumSet.noneOf(Operation.class);
    ordered.addAll(operations);
    operations = Collections.unmodifiableSet(ordered);
  }

  /** Returns a filter that wants any of these operations. */
  public static ActivityFilter of(Set<Operation> operations) {
    return of(operations, Optional.empty());
  }

  /** Returns a filter that wants any of these operations, with an outcome. */
  public static ActivityFilter of(Set<Operation> operations, Outcome outcome) {
    return of(operations, Optional.of(outcome));
  }

  private static ActivityFilter of(Set<Operation> operations, Optional<Outcome> outcome) {
    return new ActivityFilter(
        Optional.empty(),
        Optional.empty(),
        operations,
        Optional.empty(),
        Optional.empty(),
        outcome,
        Optional.empty());
  }

  /** Returns whether a record matches this filter. */
  public boolean matches(ActivityRecord record) {
    var subject = record.subject();
    return wants(customer, subject.customer())
        && wants(user, Optional.of(record.by().name()))
        && (operations.isEmpty() || operations.contains(record.operation()))
        && wants(product, subject.product())
        && wants(order, subject.order())
        && wants(outcome, Optional.of(record.outcome()))
        && (lastFive.isEmpty()
            || subject.keys().stream().anyMatch(key -> key.isCalled(lastFive.get())));
  }

  /**
   * Returns the text of all fields. Cursors hold its hash. With at most one operation it is the
   * text of release 0.1.0, whose cursors therefore go on working.
   */
  @Override
  public String toString() {
    Object wanted = operations.size() > 1 ? operations : operations.stream().findFirst();
    return ("ActivityFilter[customer=%s, user=%s, operation=%s,"
            + " product=%s, order=%s, outcome=%s, lastFive=%s]")
        .formatted(customer, user, wanted, product, order, outcome, lastFive);
  }

  private static <T> boolean wants(Optional<T> wanted, Optional<T> there) {
    return wanted.isEmpty() || wanted.equals(there);
  }
}
