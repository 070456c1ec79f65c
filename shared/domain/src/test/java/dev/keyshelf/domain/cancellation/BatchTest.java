package dev.keyshelf.domain.cancellation;

import static dev.keyshelf.domain.Bought.CUSTOMER;
import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.cancellation.CancelOrders.Batch;
import dev.keyshelf.domain.cancellation.CancelOrders.Item;
import dev.keyshelf.domain.identity.OrderId;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Cancellation.Reason REASON =
      new Cancellation.Reason(Cancellation.ReasonCode.ORDERED_BY_MISTAKE, "");

  private static Item item() {
    return new Item(
        CUSTOMER,
        OrderId.next(NOON),
        Selection.wholeOrder(),
        new CancelOrder.Accepted.Quote("quote"));
  }

  private static Batch of(int orders) {
    return of(Stream.generate(BatchTest::item).limit(orders).toList());
  }

  private static Batch of(List<Item> items) {
    return new Batch(PARTNER, items, REASON);
  }

  @Test
  void hasFromOneOrderToTheMaximum() {
    assertThat(of(1).orders()).hasSize(1);
    assertThat(of(CancelOrders.MOST).orders()).hasSize(CancelOrders.MOST);
  }

  @Test
  void refusesZeroOrdersAndOneTooMany() {
    assertThatIllegalArgumentException().isThrownBy(() -> of(0));
    assertThatIllegalArgumentException().isThrownBy(() -> of(CancelOrders.MOST + 1));
  }

  @Test
  void refusesAnOrderThatIsNamedTwice() {
    assertThatIllegalArgumentException().isThrownBy(() -> of(Collections.nCopies(2, item())));
  }

  @Test
  void printsAReasonAsItsCodeAndItsText() {
    assertThat(REASON).hasToString("ORDERED_BY_MISTAKE");
    assertThat(new Cancellation.Reason(Cancellation.ReasonCode.WRONG_PRODUCT, "a 2017 was meant"))
        .hasToString("WRONG_PRODUCT: a 2017 was meant");
  }
}
