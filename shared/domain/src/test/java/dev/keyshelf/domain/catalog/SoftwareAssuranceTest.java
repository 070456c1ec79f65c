package dev.keyshelf.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.Listed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SoftwareAssuranceTest {
  private static final Optional<HybridBenefit> STANDARD = Optional.of(HybridBenefit.STANDARD);

  @Test
  void bringsTheHybridBenefitThatALicenceQualifiesFor() {
    assertThat(sku(STANDARD, Optional.of(true)).offeredBenefit()).isEqualTo(STANDARD);
  }

  @Test
  void isNeededForTheHybridBenefit() {
    assertThat(sku(STANDARD, Optional.of(false)).offeredBenefit()).isEmpty();
  }

  @Test
  void isMeantByACatalogueThatNamesTheBenefitAndCouldNotSayMore() {
    assertThat(sku(STANDARD, Optional.empty()))
        .returns(true, Sku::hasSoftwareAssurance)
        .returns(STANDARD, Sku::offeredBenefit);
    assertThat(sku(Optional.empty(), Optional.empty()).hasSoftwareAssurance()).isFalse();
  }

  @Test
  void bringsNoBenefitToALicenceThatDoesNotQualify() {
    assertThat(sku(Optional.empty(), Optional.of(true)))
        .returns(true, Sku::hasSoftwareAssurance)
        .returns(Optional.empty(), Sku::offeredBenefit);
  }

  private static Sku sku(Optional<HybridBenefit> benefit, Optional<Boolean> assurance) {
    var plain = Listed.of("windows-server", ProductKind.PERPETUAL).sku();
    return new Sku(
        plain.product(),
        plain.id(),
        plain.titles(),
        plain.edition(),
        plain.unit(),
        plain.term(),
        plain.minimumQuantity(),
        plain.maximumQuantity(),
        plain.keys(),
        benefit,
        assurance,
        plain.lowStock());
  }
}
