package dev.keyshelf.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  private static final String TYPED = "23478-9CDFH-JKMPR-TVWX2-3478X";

  private static List<String> keys(int count) {
    return Stream.generate(KeyText::random).limit(count).toList();
  }

  @Test
  void hasFiveGroupsOfFiveWithoutLookAlikesAndVowels() {
    assertThat(keys(1_000))
        .allMatch(key -> key.matches("[CDFHJKMPRTVWX234789]{5}(-[CDFHJKMPRTVWX234789]{5}){4}"));
  }

  @Test
  void usesEachCharacterAtEachPlace() {
    var seen = new HashSet<String>();
    for (var key : keys(2_000)) {
      var characters = key.replace("-", "");
      for (int i = 0; i < KeyText.LENGTH; i++) {
        seen.add(i + ":" + characters.charAt(i));
      }
    }

    assertThat(seen).hasSize(KeyText.LENGTH * KeyText.ALPHABET.length());
  }

  @Test
  void isNeverTheSameTwice() {
    assertThat(keys(20_000)).doesNotHaveDuplicates();
  }

  @Test
  void isWellTypedWithAndWithoutHyphens() {
    assertThat(keys(1_000)).allMatch(KeyText::isWellTyped);
    assertThat(keys(1_000)).allMatch(key -> KeyText.isWellTyped(key.replace("-", "")));
  }

  @Test
  void catchesEveryWrongCharacter() {
    for (var key : keys(500)) {
      var characters = key.replace("-", "");
      for (int i = 0; i < characters.length(); i++) {
        for (var wrong : KeyText.ALPHABET.toCharArray()) {
          if (wrong != characters.charAt(i)) {
            var typed = new StringBuilder(characters);
            typed.setCharAt(i, wrong);
            assertThat(KeyText.isWellTyped(typed.toString())).as("%s for %s", typed, key).isFalse();
          }
        }
      }
    }
  }

  @Test
  void catchesEverySwapOfNeighbours() {
    for (var key : keys(5_000)) {
      var characters = key.replace("-", "");
      for (int i = 0; i + 1 < characters.length(); i++) {
        var one = characters.charAt(i);
        var other = characters.charAt(i + 1);
        if (one != other) {
          var typed = new StringBuilder(characters);
          typed.setCharAt(i, other);
          typed.setCharAt(i + 1, one);
          assertThat(KeyText.isWellTyped(typed.toString())).as("%s for %s", typed, key).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "23478", TYPED + "2", "A3478-9CDFH-JKMPR-TVWX2-34789"})
  void isNotWellTypedInAnotherLengthOrAlphabet(String text) {
    assertThat(KeyText.isWellTyped(text)).isFalse();
  }
}
