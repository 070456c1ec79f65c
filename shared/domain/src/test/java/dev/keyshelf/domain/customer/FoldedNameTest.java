package dev.keyshelf.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedNameTest {
  @ParameterizedTest
  @CsvSource({
    "Northwind Traders, NORTHWIND traders",
    "Stra\u00dfe, STRASSE",
    "Stra\u00dfe, STRA\u1e9eE",
    "\u039f\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2,"
        + " \u039f\u0394\u03a5\u03a3\u03a3\u0395\u038e\u03a3",
    "\u0130stanbul, istanbul",
    "\uff26\uff41\uff42\uff52\uff49\uff4b\uff41\uff4d, fabrikam",
    "\ufb01rma, FIRMA",
    "Caf\u00e9, CAFE\u0301",
    "\u212aelvin, kelvin",
    "\u682a\u5f0f\u4f1a\u793e, \u682a\u5f0f\u4f1a\u793e",
    "\u06a9\u0627\u0631\u200c\u0647\u0627, \u06a9\u0627\u0631\u0647\u0627",
    "\u0dc1\u0dca\u200d\u0dbb\u0dd3, \u0dc1\u0dca\u0dbb\u0dd3"
  })
  void isTheSameForAllSpellingsOfAName(String one, String other) {
    assertThat(FoldedName.of(one)).isEqualTo(FoldedName.of(other));
  }

  /** In the first two cases a sigma ends the prefix, but not the name. */
  @ParameterizedTest
  @CsvSource({
    "\u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3, \u03bf\u03b4\u03c5\u03c3",
    "\u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3, \u039f\u0394\u03a5\u03a3",
    "Stra\u00dfe, STRAS",
    "Northwind, nOrTh"
  })
  void startsWithAPrefixOfTheName(String name, String prefix) {
    assertThat(FoldedName.of(name).startsWith(FoldedName.of(prefix))).isTrue();
  }

  @Test
  void doesNotStartWithOtherText() {
    assertThat(FoldedName.of("Northwind").startsWith(FoldedName.of("wind"))).isFalse();
    assertThat(FoldedName.of("North").startsWith(FoldedName.of("Northwind"))).isFalse();
  }

  @Test
  void isTheSameInEveryCaseAndFormOfEveryCharacter() {
    var different = new ArrayList<String>();
    for (int point = 0x20; point <= Character.MAX_CODE_POINT; point++) {
      if (Character.isDefined(point) && OneLine.hasNoBreak(Character.toString(point))) {
        var text = Character.toString(point);
        var folded = FoldedName.of(text);
        for (var other : forms(text)) {
          if (!FoldedName.of(other).equals(folded)) {
            different.add("U+%X %s".formatted(point, other));
          }
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static List<String> forms(String text) {
    return List.of(
        text.toUpperCase(Locale.ROOT),
        text.toLowerCase(Locale.ROOT),
        Character.toString(Character.toTitleCase(text.codePointAt(0))),
        Normalizer.normalize(text, Normalizer.Form.NFC),
        Normalizer.normalize(text, Normalizer.Form.NFKD),
        FoldedName.of(text).text());
  }

  /** Folding turns the first character into eighteen characters. */
  @ParameterizedTest
  @ValueSource(strings = {"\ufdfa", "\ud83d\ude00", "\u682a", "\u00e9", "x"})
  void isCutToItsLimitBetweenCharacters(String character) {
    var folded = FoldedName.of(character.repeat(200)).text();

    assertThat(folded.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(FoldedName.LONGEST);
    assertThat(
            folded.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE))
        .isTrue();
  }

  @Test
  void refusesTextThatIsEmptyTooLongOrHasControlCharacters() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FoldedName("a\tb"));
    assertThat(FoldedName.parse("a\nb")).isEmpty();
    assertThat(FoldedName.parse("")).isEmpty();
    assertThat(FoldedName.parse("x".repeat(257))).isEmpty();
    assertThat(FoldedName.parse("x".repeat(256))).isPresent();
  }
}
