package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Catalogues.aCatalogue;
import static dev.keyshelf.testkit.Catalogues.isPublished;
import static dev.keyshelf.testkit.Situations.ALL_ORDERS;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.SKU;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static dev.keyshelf.testkit.Situations.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.change.Patch;
import dev.keyshelf.domain.customer.ChangeCustomer;
import dev.keyshelf.domain.customer.ChangeCustomer.Changes;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.PlaceOrder;
import dev.keyshelf.domain.order.PlaceOrder.RequestedLine;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Races changes of customers' markets against their first orders, on many threads. A seed shuffles
 * them. Repeat a run with {@code -Dkeyshelf.seed}.
 */
@OnCloud
class FixedMarketRaceTest {
  private static final long SEED = Long.getLong("keyshelf.seed", System.nanoTime());
  private static final int THREADS = 8;
  private static final int CUSTOMERS = 20;

  private final Wiring ports;
  private static final String BOUGHT = "bought";
  private static final String REFUSED = "refused";

  private final PlaceOrder placing;
  private final ChangeCustomer changing;

  FixedMarketRaceTest(CloudFixture cloud) {
    ports = OnDynamo.of(cloud);
    placing =
        new PlaceOrder(
            ports.purchaseFacts(),
            ports.orders(),
            ports.entitlements(),
            ports.keyPools(),
            ports.backorders(),
            ports.idempotencyRecords());
    changing = new ChangeCustomer(ports.partners(), ports.customers(), ports.idempotencyRecords());
    new Steps(ports).partnerIsKnown();
    isPublished(ports.catalogueVersions(), aCatalogue("v-1", "1200.00"), NOON);
  }

  @Test
  void everyOrderIsOfTheOneMarketThatItsCustomerKeeps() {
    var random = new Random(SEED);
    for (int i = 0; i < CUSTOMERS; i++) {
      var customer = added("c%s.example".formatted(i));
      var steps = new ArrayList<Supplier<Object>>();
      for (int j = 0; j < 6; j++) {
        var market = new Market(j % 2 == 0 ? "AU" : "US");
        steps.add(() -> moved(customer, market));
        steps.add(() -> bought(customer));
      }
      Collections.shuffle(steps, random);

      var outcomes = Steps.race(THREADS, steps.size(), step -> steps.get(step).get());

      var market = ports.customers().find(PARTNER, customer).orElseThrow().market();
      assertThat(outcomes).as("seed %s", SEED).filteredOn(BOUGHT::equals).hasSize(6);
      assertThat(ports.orders().list(PARTNER, customer, ALL_ORDERS, 10, Optional.empty()).orders())
          .as("seed %s, customer %s", SEED, i)
          .hasSize(6)
          .extracting(Order::market)
          .containsOnly(market);
    }
  }

  private CustomerId added(String domain) {
    Customer customer = aCustomer(PARTNER, domain);
    var activity =
        ActivityRecord.of(
            PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(customer.id()));
    ports.customers().add(customer, activity, once());
    return customer.id();
  }

  private Object moved(CustomerId customer, Market market) {
    var changes = new Changes(Optional.empty(), Optional.of(market), new Patch.Kept<>());
    return changing.change(PARTNER, customer, changes, anAgentAt(NOON), running());
  }

  private Object bought(CustomerId customer) {
    var purchasing = Situations.purchasing(customer, List.of(new RequestedLine(SKU, 1)));
    return placing.place(purchasing, anAgentAt(NOON), running()) instanceof Told.Done
        ? BOUGHT
        : REFUSED;
  }
}
