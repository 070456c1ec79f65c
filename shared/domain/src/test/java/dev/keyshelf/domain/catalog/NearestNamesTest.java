package dev.keyshelf.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', ab, 2",
    "ab, '', 2",
    "pool, pool, 0",
    "pool, poll, 1",
    "pool, pol, 1",
    "pool, pools, 1",
    "pool, polo, 1",
    "ab-cd, ba-dc, 2",
    "kitten, sitting, 3"
  })
  void countsTheChangesFromOneNameToTheOther(String one, String other, int changes) {
    assertThat(NearestNames.distance(one, other)).isEqualTo(changes);
    assertThat(NearestNames.distance(other, one)).isEqualTo(changes);
  }

  @Test
  void returnsAtMostThreeNamesTheNearestFirst() {
    assertThat(
            NearestNames.of("sql-2019", List.of("office", "sql-2017", "windows", "sql-209", "b")))
        .containsExactly("sql-2017", "sql-209", "b");
  }

  @Test
  void sortsEquallyNearNamesAlphabetically() {
    assertThat(NearestNames.of("x", List.of("c", "b", "a"))).containsExactly("a", "b", "c");
  }

  @Test
  void returnsNoNamesIfNoneAreKnown() {
    assertThat(NearestNames.of("x", List.of())).isEmpty();
  }
}
