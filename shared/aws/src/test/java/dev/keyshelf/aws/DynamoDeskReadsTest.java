package dev.keyshelf.aws;

import static dev.keyshelf.aws.DeskSteps.windowsWithin;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.desk.Search;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.domain.order.OrderState;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;

/** How much a page of the desk reads at most. */
@Timeout(300) // A walk that never ends must not hang the build.
@OnCloud
class DynamoDeskReadsTest {
  private final Steps steps;
  private final DeskSteps desk;
  private final DynamoDesk counted;
  private final AtomicInteger entitlements = new AtomicInteger();

  DynamoDeskReadsTest(CloudFixture cloud) {
    var ports = OnDynamo.of(cloud);
    this.steps = new Steps(ports);
    this.desk = new DeskSteps(ports);
    var environment = OnDynamo.environment(cloud);
    this.counted =
        new DynamoDesk(
            new Table(
                Interrupted.client(environment, new Counting()),
                Interrupted.variable(environment, "KEYSHELF_TABLE"),
                Clock.fixed(NOON, ZoneOffset.UTC)));
  }

  private final class Counting implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof BatchGetItemRequest batch) {
        batch.requestItems().values().stream()
            .flatMap(table -> table.keys().stream())
            .filter(key -> Item.of(key).text(Keys.SORT).startsWith(Keys.ENTITLEMENT))
            .forEach(_ -> entitlements.incrementAndGet());
      }
    }
  }

  @BeforeEach
  void addTwoCustomers() {
    desk.addTwoCustomers();
  }

  private void placedOrdersOf25Lines(int orders) {
    var lines = Collections.nCopies(25, perpetual()).toArray(Bought[]::new);
    for (int i = 0; i < orders; i++) {
      steps.placed(CUSTOMER, lines);
    }
  }

  private static Search<OrderState> windows(
      Optional<ProductId> product, Optional<OrderState> state) {
    return new Search<>(
        windowsWithin(366),
        Optional.empty(),
        product,
        Optional.empty(),
        state,
        Instant.MIN,
        Instant.MAX,
        NOON);
  }

  @Test
  void readsTheLinesOnlyOfOrdersThatPassTheFilters() {
    placedOrdersOf25Lines(3);
    var other = Optional.of(new ProductId("another"));

    var page = counted.orders(PARTNER, windows(other, Optional.empty()), 10, Optional.empty());

    assertThat(page.rows()).isEmpty();
    assertThat(entitlements).hasValue(0);
  }

  /** Each line is an entry of the index, and 2,000 are 80 orders. */
  @Test
  void endsAPageByTheEntriesOfTheIndexThatItRead() {
    placedOrdersOf25Lines(81);
    var search = windows(Optional.empty(), Optional.of(OrderState.CANCELLED));

    var page = counted.orders(PARTNER, search, 10, Optional.empty());

    assertThat(page.rows()).isEmpty();
    assertThat(page.next()).isPresent();
    assertThat(counted.orders(PARTNER, search, 10, page.next()).next()).isEmpty();
  }

  /** An order of 25 lines is 25 entries, and its 25 lines are read: 40 such orders are a page. */
  @Test
  void countsTheLinesWhoseEndsItReads() {
    placedOrdersOf25Lines(45);
    var all = windows(Optional.empty(), Optional.empty());

    var page = counted.orders(PARTNER, all, 200, Optional.empty());
    var rest = counted.orders(PARTNER, all, 200, page.next());

    assertThat(page.rows()).hasSize(40);
    assertThat(rest.rows()).hasSize(5);
    assertThat(rest.next()).isEmpty();
  }
}
