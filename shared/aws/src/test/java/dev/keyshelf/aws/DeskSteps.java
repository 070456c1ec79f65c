package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_CUSTOMER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.US;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.desk.Desk.Place;
import dev.keyshelf.domain.desk.Ending;
import dev.keyshelf.domain.desk.Search;
import dev.keyshelf.domain.desk.Search.By;
import dev.keyshelf.domain.entitlement.EntitlementState;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of tests of the desk: its customers, what is looked for, and what is found. */
final class DeskSteps {
  private final Wiring ports;

  DeskSteps(Wiring ports) {
    this.ports = ports;
  }

  /** Adds the customers whose orders and software the desk lists. */
  void addTwoCustomers() {
    add(CUSTOMER, "Fabrikam, Inc.", "fabrikam.com");
    add(OTHER_CUSTOMER, "Tailspin Toys", "tailspin.example");
  }

  private void add(CustomerId id, String name, String domain) {
    var tenant = "00000000-0000-4000-8000-0000000000" + id.value().substring(24);
    var customer = aCustomer(id, PARTNER, name, domain, tenant, US, NOON);
    var activity =
        ActivityRecord.of(
            PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(customer.id()));
    assertThat(ports.customers().add(customer, activity, once())).isEqualTo(Commit.DONE);
  }

  /** Returns a search for all orders that a way of looking finds, as of noon. */
  static Search<OrderState> ordersBy(By by) {
    return search(by);
  }

  /** Returns a search for all software that a way of looking finds, as of noon. */
  static Search<EntitlementState> softwareBy(By by) {
    return search(by);
  }

  private static <S extends Enum<S>> Search<S> search(By by) {
    return new Search<S>(
        by,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Instant.MIN,
        Instant.MAX,
        NOON);
  }

  static By windowsWithin(int days) {
    return new By.EndingSoon(Ending.WINDOW, days);
  }

  static By termsWithin(int days) {
    return new By.EndingSoon(Ending.TERM, days);
  }

  List<OrderId> orders(By by) {
    return orders(ordersBy(by), 100);
  }

  /** Returns the orders of all pages, each of which has at most this many. */
  List<OrderId> orders(Search<OrderState> search, int limit) {
    var all = new ArrayList<OrderId>();
    Optional<Place<OrderId>> after = Optional.empty();
    do {
      var page = ports.desk().orders(PARTNER, search, limit, after);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
      page.rows().forEach(row -> all.add(row.found().id()));
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  List<EntitlementId> software(By by) {
    return software(softwareBy(by), 100);
  }

  /** Returns the software of all pages, each of which has at most this many. */
  List<EntitlementId> software(Search<EntitlementState> search, int limit) {
    var all = new ArrayList<EntitlementId>();
    Optional<Place<EntitlementId>> after = Optional.empty();
    do {
      var page = ports.desk().software(PARTNER, search, limit, after);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
      page.rows().forEach(row -> all.add(row.found().id()));
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  static EntitlementId line(Order order, int line) {
    return EntitlementId.of(order.id(), line);
  }
}
