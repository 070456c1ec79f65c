package dev.keyshelf.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkRuleTest {
  @Test
  void allowsOneDownload() {
    assertThat(new LinkRule(Duration.ofMillis(1), 1).downloads()).isEqualTo(1);
  }

  @Test
  void refusesALinkThatCouldNeverBeUsed() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LinkRule(Duration.ZERO, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new LinkRule(Duration.ofDays(1), 0));
  }
}
