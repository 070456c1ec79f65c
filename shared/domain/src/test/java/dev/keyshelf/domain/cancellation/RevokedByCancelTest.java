package dev.keyshelf.domain.cancellation;

import static dev.keyshelf.domain.Bought.NOON;
import static dev.keyshelf.domain.Bought.perpetual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.entitlement.Entitlement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RevokedByCancelTest {
  private static final Optional<KeyRule> ONE_FOR_THREE =
      Optional.of(KeyRule.ofPool("pool", Optional.of(3)));

  @Test
  void countsTheKeysOfTheCancelledUnits() {
    var seven = perpetual().times(7).withKeys(ONE_FOR_THREE).entitlement().withKeysIssued();

    assertThat(cancelling(seven, 1).keysRevoked()).isEqualTo(1);
    assertThat(cancelling(seven, 3).keysRevoked()).isEqualTo(1);
    assertThat(cancelling(seven, 4).keysRevoked()).isEqualTo(2);
    assertThat(cancelling(seven, 7).keysRevoked()).isEqualTo(3);
  }

  @Test
  void countsNoKeysThatWereNeverIssued() {
    var seven = perpetual().times(7).withKeys(ONE_FOR_THREE).entitlement();

    assertThat(cancelling(seven, 7).keysRevoked()).isZero();
  }

  @Test
  void countsAVolumeKeyOnlyWithTheLastUnit() {
    var volume = Optional.of(KeyRule.ofPool("pool", Optional.empty()));
    var two = perpetual().times(2).withKeys(volume).entitlement().withKeysIssued();

    assertThat(cancelling(two, 1).keysRevoked()).isZero();
    assertThat(cancelling(two, 2).keysRevoked()).isEqualTo(1);
  }

  @Test
  void endsTheLinksOnlyWithTheLastUnit() {
    var two = perpetual().times(2).entitlement();

    assertThat(cancelling(two, 1).endsLinks()).isFalse();
    assertThat(cancelling(two, 2).endsLinks()).isTrue();
  }

  private static LineQuote.Cancellable cancelling(Entitlement bought, int units) {
    var some = new Selection(new TreeMap<>(Map.of(1, Optional.of(units))));
    return (LineQuote.Cancellable) LineQuote.of(bought, some, NOON);
  }
}
