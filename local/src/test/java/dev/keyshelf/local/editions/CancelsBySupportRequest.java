package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An edition that offers no self-service: who wants a refund makes a support request. */
interface CancelsBySupportRequest {
  Edition edition();

  String software();

  @Test
  default void quotesNoCreditButTheSupportRequestThatItTakes() {
    var quote = edition().quote(edition().buys("US", software() + ":2"));

    assertThat(quote.at("/cancellable")).isEqualTo("false");
    assertThat(quote.at("/credit/amount")).isEqualTo("0.00");
    assertThat(quote.at("/lines/0/code")).isEqualTo("needs-support-request");
  }

  @Test
  default void refusesASelfServiceCancelInItsOwnName() {
    var refused = edition().cancels(edition().buys("US", software() + ":1"));

    assertThat(refused.expectRefusal("409 needs-support-request").at("/detail"))
        .contains("by support request only", edition().name());
  }

  @Test
  default void leavesTheSupportRequestOpenUntilTheWindowCloses() {
    var order = edition().buys("US", software() + ":1");
    edition().at(edition().noon().plus(Edition.WINDOW).minusMillis(1));

    edition().cancels(order).expectRefusal("409 needs-support-request");
  }

  @Test
  default void leavesKeysAndLinksAloneWhenItRefusesACancel() {
    var order = edition().buys("US", software() + ":1");
    var link = edition().link(order);
    edition().cancels(order).expect(409);

    edition().keys(order).expect(200);
    edition().starts(link).expect(200);
    assertThat(edition().row(order).at("/state")).isEqualTo("ACTIVE");
  }

  @Test
  default void promisesItsBuyerNoCancelButARequestUntilTheWindowCloses() {
    var terms = edition().buys("US", software() + ":1").json().at("/lines/0/terms");

    assertThat(terms.has("cancellableUntil")).isFalse();
    assertThat(terms.path("requestableUntil").asText())
        .isEqualTo(edition().noon().plus(Edition.WINDOW).toString());
  }

  @Test
  default void showsNoDaysLeftToCancelByOneself() {
    var order = edition().buys("US", software() + ":1");
    edition().at(edition().noon().plus(Duration.ofDays(1)));

    assertThat(edition().row(order).at("/daysLeftToCancel")).isEqualTo("0");
  }
}
