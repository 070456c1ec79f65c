package dev.keyshelf.domain.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SelectionTest {
  @Test
  void ofTheWholeOrderIncludesEveryLine() {
    assertThat(Selection.wholeOrder().includes(1)).isTrue();
    assertThat(Selection.wholeOrder().includes(25)).isTrue();
  }

  @Test
  void ofTheWholeOrderTakesTheRestOfEachLine() {
    assertThat(Selection.wholeOrder().unitsOf(1, 7)).isEqualTo(7);
  }

  @Test
  void ofALineExcludesOtherLines() {
    var second = new Selection(new TreeMap<>(Map.of(2, Optional.empty())));

    assertThat(second.includes(2)).isTrue();
    assertThat(second.includes(1)).isFalse();
  }

  @Test
  void ofALineWithoutAQuantityTakesTheRest() {
    var second = new Selection(new TreeMap<>(Map.of(2, Optional.empty())));

    assertThat(second.unitsOf(2, 7)).isEqualTo(7);
  }

  @Test
  void ofAQuantityTakesExactlyThisQuantity() {
    var three = new Selection(new TreeMap<>(Map.of(2, Optional.of(3))));

    assertThat(three.unitsOf(2, 7)).isEqualTo(3);
  }

  @Test
  void copiesTheMapThatItIsMadeFrom() {
    var lines = new TreeMap<Integer, Optional<Integer>>(Map.of(2, Optional.empty()));
    var selection = new Selection(lines);

    lines.put(1, Optional.empty());

    assertThat(selection.includes(1)).isFalse();
  }

  @Test
  void refusesZeroUnitsAndALineNumberBelowOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Selection(new TreeMap<>(Map.of(1, Optional.of(0)))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Selection(new TreeMap<>(Map.of(0, Optional.empty()))));
  }
}
