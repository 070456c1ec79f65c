package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.SKU;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.once;
import static dev.keyshelf.testkit.Situations.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.key.IssuedKey;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.Told;
import dev.keyshelf.domain.order.LineFault;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.PlaceOrder.Refusal;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that leave their pool with the order that pays for them. */
@OnCloud
class ReservedKeysTest {
  private final Wiring ports;
  private final Steps steps;
  private final KeyShop shop;

  ReservedKeysTest(CloudFixture cloud) {
    shop = KeyShop.of(cloud);
    ports = shop.ports();
    steps = shop.steps();
  }

  @Test
  void leaveThePoolWithTheOrderAndBelongToItsLines() {
    steps.imported(POOL, 4);

    var bought = shop.placed(1, 2).entitlements();

    assertThat(ports.keyPools().pick(POOL, 4)).hasSize(1);
    assertThat(ports.productKeys().list(bought.getFirst())).hasSize(1);
    assertThat(ports.productKeys().list(bought.getLast()))
        .extracting(IssuedKey::ordinal)
        .containsExactly(1, 2);
    assertThat(steps.now(bought.getLast()).keysIssued()).isEqualTo(2);
  }

  @Test
  void areNotCountedAsStock() {
    steps.imported(POOL, 4);
    shop.placed(1, 2);

    assertThat(ports.keyStocks().count(POOL, TimeLeft.ENDLESS)).hasValue(1);
  }

  @Test
  void areShownEvenIfThePoolIsEmpty() {
    var texts = steps.imported(POOL, 2);
    var entitlement = shop.placed(2).entitlements().getFirst();

    assertThat(Steps.textsOf(steps.reveal(entitlement))).containsExactlyInAnyOrderElementsOf(texts);
  }

  @Test
  void refuseTheOrderWithEachLineThatCannotHaveItsOwn() {
    steps.imported(POOL, 3);

    assertThat(shop.buys(2, 2, 1, 5))
        .isEqualTo(
            new Told.Refused<>(
                new Refusal.NotSold(
                    List.of(
                        new LineFault.KeysExhausted(1, SKU, 2),
                        new LineFault.KeysExhausted(3, SKU, 5)))));
    assertThat(ports.keyPools().pick(POOL, 4)).hasSize(3);
    assertThat(shop.orders()).isEmpty();
    assertThat(steps.ledger()).isEmpty();
  }

  @Test
  void refuseTheWholeOrderWhenOneOfThemWasTakenSinceItWasPicked() {
    steps.imported(POOL, 3);
    var picked = ports.keyPools().pick(POOL, 3);
    var reserving = Reservation.of(Map.of(1, picked));
    var first = anOrderOf(reserved(2));
    var second = anOrderOf(reserved(3));
    var taking = Reservation.of(Map.of(1, picked.subList(0, 2)));

    assertThat(ports.orders().place(first, taking, anActivity(first), once()))
        .isEqualTo(Commit.DONE);
    assertThat(ports.orders().place(second, reserving, anActivity(second), once()))
        .isEqualTo(Commit.STALE);

    assertThat(ports.orders().find(PARTNER, second.customer(), second.id())).isEmpty();
    assertThat(ports.productKeys().list(second.entitlements().getFirst())).isEmpty();
    assertThat(ports.keyPools().pick(POOL, 3)).containsExactly(picked.getLast());
    assertThat(steps.ledger()).hasSize(1);
    assertThat(steps.log(Operation.ORDER_PLACED)).hasSize(1);
  }

  private static Bought reserved(int quantity) {
    return perpetual()
        .times(quantity)
        .withKeys(new KeyRule(new Issuer.Pool(POOL, true), Optional.of(1)));
  }

  @Test
  void areNotTakenTwiceByOneRequest() {
    steps.imported(POOL, 1);
    Once<Order> once = running();

    var outcomes = Steps.race(8, 8, _ -> shop.buys(once, 1));

    assertThat(outcomes)
        .filteredOn(told -> told instanceof Told.Done(_, var repeated) && !repeated)
        .hasSize(1);
    assertThat(outcomes)
        .filteredOn(told -> told instanceof Told.Done(_, var repeated) && repeated)
        .hasSize(7);
  }

  @Test
  void serve50Of64ClientsAndGiveNothingToTheOthers() {
    steps.imported(POOL, 50);

    var outcomes = Steps.race(64, 64, _ -> shop.buys(1));

    var exhausted =
        new Told.Refused<>(new Refusal.NotSold(List.of(new LineFault.KeysExhausted(0, SKU, 1))));
    assertThat(outcomes).filteredOn(exhausted::equals).as("%s", outcomes).hasSize(14);
    // If the store answers a commit only after its timeout, the client finds its own order.
    assertThat(outcomes).filteredOn(Told.Done.class::isInstance).hasSize(50);
    assertThat(ports.keyPools().pick(POOL, 1)).isEmpty();
    assertThat(steps.log(Operation.ORDER_PLACED)).hasSize(50);
  }
}
