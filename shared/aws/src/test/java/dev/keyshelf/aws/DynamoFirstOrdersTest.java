package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link dev.keyshelf.domain.order.Orders} for first orders, each of which fixes
 * its customer's market.
 */
@OnCloud
class DynamoFirstOrdersTest {
  private final Wiring ports;
  private final Steps steps;

  DynamoFirstOrdersTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
    this.steps = new Steps(ports);
  }

  @Test
  void theFirstOrderFixesItsCustomersMarket() {
    var customer = anyCustomer();
    var order = anOrderOf(customer.id(), perpetual());

    assertThat(placeFirst(order)).isEqualTo(Commit.DONE);
    assertThat(now(customer).firstOrder())
        .contains(new Customer.FirstOrder(order.id(), order.placedAt()));
    assertThat(ports.orders().find(PARTNER, customer.id(), order.id())).contains(order);
  }

  @Test
  void refusesAFirstOrderForAMarketThatIsNoLongerItsCustomers() {
    var customer = anyCustomer();
    moved(customer, "DE");
    var order = anOrderOf(customer.id(), perpetual());

    assertThat(placeFirst(order)).isEqualTo(Commit.STALE);
    assertThat(ports.orders().find(PARTNER, customer.id(), order.id())).isEmpty();
    assertThat(now(customer).firstOrder()).isEmpty();
    assertThat(steps.ledger()).isEmpty();
  }

  @Test
  void aChangeThatWasDecidedBeforeTheFirstOrderIsStaleAfterIt() {
    var customer = anyCustomer();
    placeFirst(anOrderOf(customer.id(), perpetual()));

    assertThat(change(customer, customer.changed("Other", new Market("DE"), Optional.empty())))
        .isEqualTo(Commit.STALE);
    assertThat(now(customer).market()).isEqualTo(customer.market());
  }

  @Test
  void twoParallelFirstOrdersArePlacedAndOneIsTheFirst() {
    var customer = anyCustomer();
    var first = anOrderOf(customer.id(), perpetual());
    placeFirst(first);

    assertThat(placeFirst(anOrderOf(customer.id(), perpetual()))).isEqualTo(Commit.DONE);
    assertThat(now(customer).firstOrder()).map(Customer.FirstOrder::id).contains(first.id());
  }

  @Test
  void refusesAFirstOrderOfAnUnknownCustomer() {
    assertThat(placeFirst(anOrderOf(perpetual()))).isEqualTo(Commit.STALE);
    assertThat(steps.ledger()).isEmpty();
  }

  private Customer anyCustomer() {
    var customer = aCustomer(PARTNER, "fabrikam.com");
    var activity =
        ActivityRecord.of(
            PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(customer.id()));
    assertThat(ports.customers().add(customer, activity, once())).isEqualTo(Commit.DONE);
    return customer;
  }

  private void moved(Customer customer, String market) {
    var after = customer.changed(customer.companyName(), new Market(market), Optional.empty());
    assertThat(change(customer, after)).isEqualTo(Commit.DONE);
  }

  private Commit change(Customer before, Customer after) {
    var activity =
        ActivityRecord.of(
            PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CHANGED, Subject.of(before.id()));
    return ports.customers().change(before, after, activity, once());
  }

  private Customer now(Customer customer) {
    return ports.customers().find(PARTNER, customer.id()).orElseThrow();
  }

  private Commit placeFirst(Order order) {
    return ports.orders().placeFirst(order, Reservation.none(), anActivity(order), once());
  }
}
