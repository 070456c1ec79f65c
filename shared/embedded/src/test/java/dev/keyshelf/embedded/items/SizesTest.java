package dev.keyshelf.embedded.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
  @Test
  void addsNamesAndValues() {
    assertThat(Sizes.ofItem(Map.of("name", new Value.S("value"), "é", new Value.Bool(true))))
        .isEqualTo(4 + 5 + 2 + 1);
  }

  @ParameterizedTest
  @CsvSource({"a, 1", "é, 2", "€, 3", "😀, 4"})
  void countsUtf8Bytes(String text, int size) {
    assertThat(Sizes.ofValue(new Value.S(text))).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 2",
    "12, 2",
    "123, 3",
    "1200, 2",
    "0.1, 2",
    "10.1, 3",
    "-1, 3",
    "99999999999999999999999999999999999999, 20",
    "-9.9999999999999999999999999999999999999E+125, 21"
  })
  void countsAByteForTwoDigitsAndOneForTheExponent(BigDecimal number, int size) {
    assertThat(Sizes.ofValue(new Value.N(number))).isEqualTo(size);
  }

  @Test
  void countsThreeBytesForAListAndOneForEachMember() {
    assertThat(Sizes.ofValue(new Value.L(List.of(new Value.S("abc"), new Value.Null()))))
        .isEqualTo(3 + 1 + 3 + 1 + 1);
  }

  @Test
  void countsThreeBytesForAMapAndOneForEachMember() {
    assertThat(Sizes.ofValue(new Value.M(Map.of("ab", new Value.S("abc")))))
        .isEqualTo(3 + 1 + 2 + 3);
  }

  @Test
  void countsOnlyTheMembersOfASet() {
    assertThat(Sizes.ofValue(new Value.SS(new LinkedHashSet<>(List.of("a", "bc"))))).isEqualTo(3);
    assertThat(Sizes.ofValue(new Value.BS(Set.of(Bytes.of(new byte[5]))))).isEqualTo(5);
  }
}
