package dev.keyshelf.embedded.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.Seed;
import org.junit.jupiter.api.Test;

class ItemBytesTest {
  private static final int ITEMS = 5_000;

  private final RandomItems items = new RandomItems(Seed.random("ItemBytesTest"));

  @Test
  void readsWhatItWrote() {
    for (int each = 0; each < ITEMS; each++) {
      var item = items.item();
      assertThat(ItemBytes.read(ItemBytes.write(item))).isEqualTo(item);
    }
  }

  @Test
  void keepsTheOrderOfAttributes() {
    for (int each = 0; each < ITEMS; each++) {
      var item = items.item();
      assertThat(ItemBytes.read(ItemBytes.write(item)).keySet())
          .containsExactlyElementsOf(item.keySet());
    }
  }

  @Test
  void refusesAnUnknownTypeTag() {
    assertThatThrownBy(() -> ItemBytes.read(new byte[] {1, 1, 'a', '?'}))
        .hasMessage("unknown type tag: 63");
  }
}
