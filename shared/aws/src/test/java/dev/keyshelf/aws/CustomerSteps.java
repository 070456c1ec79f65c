package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.US;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers.Archived;
import dev.keyshelf.domain.customer.Customers.NamePage;
import dev.keyshelf.domain.customer.Customers.PlaceByName;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.List;
import java.util.Optional;

/** The steps that tests of customers share: adding, changing and finding customers by name. */
abstract class CustomerSteps {
  final Wiring ports;

  private int added;

  CustomerSteps(Wiring ports) {
    this.ports = ports;
  }

  final Customer add(String name) {
    var customer = aCustomer(PARTNER, "d%s.example".formatted(++added));
    var named = customer.changed(name, US, Optional.empty());
    assertThat(add(named)).isEqualTo(Commit.DONE);
    return named;
  }

  final List<Customer> named(String prefix) {
    return byName(prefix, 10, Optional.empty()).customers();
  }

  final NamePage byName(String prefix, int limit, Optional<PlaceByName> after) {
    return ports
        .customers()
        .listByName(PARTNER, FoldedName.of(prefix), Archived.LEFT_OUT, limit, after);
  }

  final Commit change(Customer before, Customer after) {
    return ports.customers().change(before, after, activity(after), once());
  }

  static ActivityRecord activity(Customer customer) {
    return activity(customer, Operation.CUSTOMER_CHANGED);
  }

  static ActivityRecord activity(Customer customer, Operation operation) {
    return ActivityRecord.of(
        customer.partner(), anAgentAt(NOON), operation, Subject.of(customer.id()));
  }

  final Commit add(Customer customer) {
    return add(customer, once());
  }

  final Commit add(Customer customer, IdempotencyRecord once) {
    return ports.customers().add(customer, activity(customer, Operation.CUSTOMER_CREATED), once);
  }
}
