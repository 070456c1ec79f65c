package dev.keyshelf.embedded.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.Seed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyBytesTest {
  private static final int PAIRS = 20_000;

  private final RandomItems items = new RandomItems(Seed.random("KeyBytesTest"));

  private static byte[] key(Value... values) {
    var key = new KeyBytes();
    for (Value value : values) {
      key.addValue(value);
    }
    return key.toArray();
  }

  private <T> void requireOrder(
      Supplier<T> random, Comparator<T> order, Function<T, byte[]> toBytes) {
    for (int each = 0; each < PAIRS; each++) {
      T one = random.get();
      T two = random.get();
      int found = Arrays.compareUnsigned(toBytes.apply(one), toBytes.apply(two));
      assertThat(Integer.signum(found))
          .as("%s and %s", one, two)
          .isEqualTo(Integer.signum(order.compare(one, two)));
    }
  }

  @Test
  void ordersNumbersByValue() {
    requireOrder(items::number, Comparator.naturalOrder(), each -> key(new Value.N(each)));
  }

  @ParameterizedTest
  @CsvSource({
    "-9.9999999999999999999999999999999999999E+125, -1E+125",
    "-2, -1.5",
    "-1E-130, 0",
    "0, 1E-130",
    "9, 10",
    "12, 123",
    "99999999999999999999999999999999999999, 1E+38",
    "1E+125, 9.9999999999999999999999999999999999999E+125"
  })
  void ordersNumbersAtTheEdges(BigDecimal less, BigDecimal more) {
    assertThat(Arrays.compareUnsigned(key(new Value.N(less)), key(new Value.N(more)))).isNegative();
  }

  @Test
  void ordersTextsByTheirUtf8Bytes() {
    Comparator<String> order =
        (one, two) ->
            Arrays.compareUnsigned(
                one.getBytes(StandardCharsets.UTF_8), two.getBytes(StandardCharsets.UTF_8));
    requireOrder(items::text, order, each -> key(new Value.S(each)));
  }

  @Test
  void ordersBytesAsUnsigned() {
    requireOrder(items::bytes, Comparator.naturalOrder(), each -> key(new Value.B(each)));
  }

  private record Pair(Bytes partition, BigDecimal sort) {}

  @Test
  void ordersBySortKeyOnlyWithinEqualPartitionKeys() {
    requireOrder(
        () -> new Pair(items.bytes(), items.number()),
        Comparator.comparing(Pair::partition).thenComparing(Pair::sort),
        pair -> key(new Value.B(pair.partition()), new Value.N(pair.sort())));
  }

  @Test
  void putsExactlyTheTextsWithAPrefixBetweenThePrefixAndItsEnd() {
    for (int each = 0; each < PAIRS; each++) {
      String prefix = items.text() + "p";
      String text = each % 2 == 0 ? items.text() : prefix + items.text();
      byte[] from = new KeyBytes().add((byte) 1).addPrefix(new Value.S(prefix)).toArray();
      byte[] place = new KeyBytes().add((byte) 1).addValue(new Value.S(text)).toArray();
      boolean within =
          Arrays.compareUnsigned(from, place) <= 0
              && Arrays.compareUnsigned(place, KeyBytes.afterAll(from)) < 0;
      assertThat(within).as("%s in %s", text, prefix).isEqualTo(text.startsWith(prefix));
    }
  }

  @Test
  void carriesOverBytesOf255InTheKeyAfterAPrefix() {
    assertThat(KeyBytes.afterAll(new byte[] {1, -1, -1})).isEqualTo(new byte[] {2, 0, 0});
  }

  @Test
  void refusesAPrefixWhoseBytesAreAll255() {
    assertThatThrownBy(() -> KeyBytes.afterAll(new byte[] {-1, -1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesANullAsAKey() {
    assertThatThrownBy(() -> key(new Value.Null())).hasMessage("a key cannot have the type NULL");
  }
}
