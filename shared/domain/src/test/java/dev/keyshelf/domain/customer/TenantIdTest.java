package dev.keyshelf.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {
  private static final String LOWER = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";

  @ParameterizedTest
  @ValueSource(
      strings = {
        LOWER,
        "6F9619FF-8B86-D011-B42D-00CF4FC964FF",
        "6f9619FF-8b86-D011-B42d-00Cf4fC964fF"
      })
  void isTheSameInEitherCase(String text) {
    assertThat(TenantId.parse(text)).contains(new TenantId(LOWER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{6f9619ff-8b86-d011-b42d-00cf4fc964ff}",
        "6f9619ff8b86d011b42d00cf4fc964ff",
        "6f9619ff-8b86-d011-b42d-00cf4fc964fg",
        "6f9619ff-8b86-d011-b42d-00cf4fc964ff0",
        " 6f9619ff-8b86-d011-b42d-00cf4fc964ff",
        "6f9619ff-8b86-d011-b42d-00cf4fc964ff\n",
        "6f9619ff-8b86-d011-b42d-00cf4fc964f\uff46",
        "6f9619ff_8b86_d011_b42d_00cf4fc964ff",
        "1-1-1-1-1"
      })
  void isNotParsedFromOtherText(String text) {
    assertThat(TenantId.parse(text)).isEmpty();
  }

  @Test
  void isPrintedAsItsText() {
    assertThat(new TenantId(LOWER)).hasToString(LOWER);
  }
}
