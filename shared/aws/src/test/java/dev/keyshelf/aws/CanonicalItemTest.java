package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalItemTest {
  private static String text(Item item) {
    return new String(CanonicalItem.bytes(item), StandardCharsets.UTF_8);
  }

  @Test
  void writesEachAttributeWithItsTypeInTheOrderOfTheNames() {
    var item = Item.inner().with("n", 1).with("at", "x").with("é", "ü").with("b", true);

    assertThat(text(item)).isEqualTo("M4:S2:atS1:xS1:bT4:trueS1:nN1:1S2:éS2:ü");
  }

  @Test
  void writesNestedAttributes() {
    var item =
        Item.inner()
            .with("m", Item.inner().with("a", "1"))
            .withTexts("l", List.of("b", "a"))
            .with("x", new byte[] {'!'});

    assertThat(text(item)).isEqualTo("M3:S1:lL2:S1:aS1:bS1:mM1:S1:aS1:1S1:xB1:!");
  }

  @Test
  void distinguishesSimilarItems() {
    assertThat(CanonicalItem.sha256(Item.inner().with("a", "1")))
        .isNotEqualTo(CanonicalItem.sha256(Item.inner().with("a", 1)))
        .isNotEqualTo(CanonicalItem.sha256(Item.inner().with("a", "1").with("b", "")))
        .hasSize(64);
    assertThat(CanonicalItem.sha256(Item.inner().with("a", "bS1:c")))
        .isNotEqualTo(CanonicalItem.sha256(Item.inner().with("a", "b").with("c", "")));
  }
}
