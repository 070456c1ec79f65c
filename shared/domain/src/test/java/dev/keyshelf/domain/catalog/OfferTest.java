package dev.keyshelf.domain.catalog;

import static dev.keyshelf.domain.Bought.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfferTest {
  private static final Optional<Instant> FOR_EVER = Optional.empty();

  @Test
  void isValidFromTheInstantItBegins() {
    var offer = offer("10.00", "0", FOR_EVER);

    assertThat(offer.isValidAt(NOON)).isTrue();
    assertThat(offer.isValidAt(NOON.minusMillis(1))).isFalse();
  }

  @Test
  void isNotValidAtTheInstantItEnds() {
    var end = NOON.plusSeconds(60);
    var offer = offer("10.00", "0", Optional.of(end));

    assertThat(offer.isValidAt(end.minusMillis(1))).isTrue();
    assertThat(offer.isValidAt(end)).isFalse();
  }

  @Test
  void cannotHaveANegativePrice() {
    assertThatIllegalArgumentException().isThrownBy(() -> offer("-0.01", "0", FOR_EVER));
  }

  @Test
  void cannotHaveANegativeTaxRate() {
    assertThatIllegalArgumentException().isThrownBy(() -> offer("10.00", "-0.1", FOR_EVER));
  }

  @Test
  void cannotEndWhenItBegins() {
    assertThatIllegalArgumentException().isThrownBy(() -> offer("10.00", "0", Optional.of(NOON)));
  }

  private static Offer offer(String price, String rate, Optional<Instant> until) {
    return new Offer(
        new SkuId("windows-server-2019"),
        new Market("US"),
        Money.of(price, "USD"),
        new BigDecimal(rate),
        NOON,
        until);
  }
}
