package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Bought.subscription;
import static dev.keyshelf.testkit.Situations.ALL_SOFTWARE;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.PRODUCT;
import static dev.keyshelf.testkit.Situations.daysAgo;
import static dev.keyshelf.testkit.Situations.daysLater;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.EntitlementState;
import dev.keyshelf.domain.entitlement.Entitlements.Wanted;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.ProductId;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link dev.keyshelf.domain.entitlement.Entitlements} for filtered lists. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoEntitlementsTest {
  private final Wiring ports;

  DynamoEntitlementsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Test
  void listsPageByPageNewestOrderFirst() {
    var older = steps().placed(perpetual().on(daysAgo(2)), perpetual().on(daysAgo(2)));
    var newer = steps().placed(perpetual().on(daysAgo(1)));

    var first = ports.entitlements().list(PARTNER, CUSTOMER, ALL_SOFTWARE, 2, Optional.empty());
    var second = ports.entitlements().list(PARTNER, CUSTOMER, ALL_SOFTWARE, 2, first.next());

    assertThat(first.entitlements())
        .containsExactly(newer.entitlements().getFirst(), older.entitlements().getLast());
    assertThat(second.entitlements()).containsExactly(older.entitlements().getFirst());
    assertThat(second.next()).isEmpty();
  }

  @Test
  void listsTheEntitlementsOfAProduct() {
    var bought = steps().bought(perpetual());

    assertThat(all(ofProduct(PRODUCT), 10)).containsExactly(bought.id());
    assertThat(all(ofProduct(new ProductId("windows-serve")), 10)).isEmpty();
  }

  @Test
  void listsTheEntitlementsOfAKind() {
    var order = steps().placed(perpetual(), subscription(Period.ofYears(1)), perpetual());
    var made = order.entitlements().stream().map(Entitlement::id).toList();

    assertThat(all(ofKind(ProductKind.PERPETUAL), 10)).containsExactly(made.get(2), made.get(0));
    assertThat(all(ofKind(ProductKind.SUBSCRIPTION), 10)).containsExactly(made.get(1));
    assertThat(all(ofKind(ProductKind.RESERVATION), 10)).isEmpty();
  }

  @Test
  void listsTheEntitlementsInAStateNow() {
    var active = steps().bought(perpetual().on(daysAgo(1)));
    var partly = steps().placed(perpetual().on(daysAgo(2)));
    var cancelled = steps().placed(perpetual().on(daysAgo(3)));
    var ended = steps().bought(subscription(Period.ofDays(7)).on(daysAgo(7)));
    steps().cancelledInPart(partly, NOON);
    steps().cancelled(cancelled, NOON);

    assertThat(all(in(EntitlementState.ACTIVE, NOON), 10)).containsExactly(active.id());
    assertThat(all(in(EntitlementState.PARTIALLY_CANCELLED, NOON), 10))
        .containsExactly(partly.entitlements().getFirst().id());
    assertThat(all(in(EntitlementState.CANCELLED, NOON), 10))
        .containsExactly(cancelled.entitlements().getFirst().id());
    assertThat(all(in(EntitlementState.TERM_ENDED, NOON), 10)).containsExactly(ended.id());
    assertThat(all(in(EntitlementState.TERM_ENDED, NOON.minusMillis(1)), 10)).isEmpty();
  }

  @Test
  void listsTheMatchesOfAllFiltersPageByPage() {
    var wanted = new ArrayList<EntitlementId>();
    for (int days = 1; days <= 9; days++) {
      var order = steps().placed(perpetual().on(daysAgo(days)), subscription(Period.ofMonths(1)));
      if (days % 3 == 0) {
        steps().cancelled(order, NOON);
      } else {
        wanted.add(order.entitlements().getFirst().id());
      }
    }
    var query =
        new Wanted(
            Optional.of(PRODUCT),
            Optional.of(ProductKind.PERPETUAL),
            Optional.of(EntitlementState.ACTIVE),
            daysLater(1));

    assertThat(all(query, 2)).isEqualTo(wanted);
    assertThat(all(query, 1)).isEqualTo(wanted);
    assertThat(all(query, 100)).isEqualTo(wanted);
  }

  private static Wanted ofProduct(ProductId product) {
    return new Wanted(Optional.of(product), Optional.empty(), Optional.empty(), NOON);
  }

  private static Wanted ofKind(ProductKind kind) {
    return new Wanted(Optional.empty(), Optional.of(kind), Optional.empty(), NOON);
  }

  private static Wanted in(EntitlementState state, Instant now) {
    return new Wanted(Optional.empty(), Optional.empty(), Optional.of(state), now);
  }

  private List<EntitlementId> all(Wanted wanted, int pageSize) {
    var all = new ArrayList<EntitlementId>();
    Optional<EntitlementId> after = Optional.empty();
    do {
      var page = ports.entitlements().list(PARTNER, CUSTOMER, wanted, pageSize, after);
      assertThat(page.entitlements()).hasSizeLessThanOrEqualTo(pageSize);
      page.entitlements().forEach(each -> all.add(each.id()));
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  private Steps steps() {
    return new Steps(ports);
  }
}
