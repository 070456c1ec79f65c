package dev.keyshelf.domain.cancellation;

import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.anOrderOf;
import static dev.keyshelf.domain.Bought.perpetual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.cancellation.Cancellation.Reason;
import dev.keyshelf.domain.cancellation.Cancellation.ReasonCode;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.OrderState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private static final Order ORDER = anOrderOf(perpetual().times(3), perpetual().times(1));

  @Test
  void cancelsTheOrderWithAllItsLines() {
    assertThat(cancel(ORDER.entitlements(), Selection.wholeOrder()).order().state())
        .isEqualTo(OrderState.CANCELLED);
  }

  @Test
  void cancelsPartOfTheOrderWithOneLine() {
    assertThat(cancel(ORDER.entitlements(), line(2, Optional.empty())).order().state())
        .isEqualTo(OrderState.PARTIALLY_CANCELLED);
  }

  @Test
  void cancelsPartOfTheOrderWithSomeUnitsOfEveryLine() {
    var single = anOrderOf(perpetual().times(3));
    var quote = CancellationQuote.of(single, single.entitlements(), line(1, Optional.of(2)), NOON);
    var cancellation = Cancellation.of(quote, mistake(), NOON);

    assertThat(cancellation.order().state()).isEqualTo(OrderState.PARTIALLY_CANCELLED);
  }

  @Test
  void cancelsTheOrderWithItsLastLine() {
    var bought = ORDER.entitlements();
    var first = cancel(bought, line(1, Optional.empty()));
    var left = List.of(first.after().getFirst(), bought.get(1));

    assertThat(cancel(left, line(2, Optional.empty())).order().state())
        .isEqualTo(OrderState.CANCELLED);
  }

  @Test
  void cancelsTheRestOfTheWholeOrder() {
    var bought = ORDER.entitlements();
    var first = cancel(bought, line(1, Optional.empty()));
    var left = List.of(first.after().getFirst(), bought.get(1));

    assertThat(cancel(left, Selection.wholeOrder()).order().state())
        .isEqualTo(OrderState.CANCELLED);
  }

  @Test
  void creditsExactlyWhatWasQuoted() {
    var cancellation = cancel(ORDER.entitlements(), Selection.wholeOrder());

    assertThat(cancellation.creditNote().amount()).isEqualTo(cancellation.quote().credit());
  }

  @Test
  void pairsEachEntitlementBeforeAndAfter() {
    var cancellation = cancel(ORDER.entitlements(), Selection.wholeOrder());

    assertThat(cancellation.before())
        .extracting(Entitlement::id)
        .containsExactlyElementsOf(cancellation.after().stream().map(Entitlement::id).toList());
    assertThat(cancellation.before()).extracting(Entitlement::activeQuantity).containsExactly(3, 1);
    assertThat(cancellation.after()).extracting(Entitlement::activeQuantity).containsOnly(0);
  }

  @Test
  void leavesOtherLinesUnchanged() {
    var cancellation = cancel(ORDER.entitlements(), line(2, Optional.empty()));

    assertThat(cancellation.after()).extracting(each -> each.id().line()).containsExactly(2);
  }

  @Test
  void raisesTheOrdersVersionByOne() {
    assertThat(cancel(ORDER.entitlements(), Selection.wholeOrder()).order().version())
        .isEqualTo(ORDER.version() + 1);
  }

  private static Cancellation cancel(List<Entitlement> entitlements, Selection selection) {
    var quote = CancellationQuote.of(ORDER, entitlements, selection, NOON);
    return Cancellation.of(quote, mistake(), NOON);
  }

  private static Selection line(int number, Optional<Integer> quantity) {
    return new Selection(new TreeMap<>(Map.of(number, quantity)));
  }

  private static Reason mistake() {
    return new Reason(ReasonCode.ORDERED_BY_MISTAKE, "wrong quantity");
  }
}
