package dev.keyshelf.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.HangulSyllableType;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the conversion of domain names with ICU (UTS #46) and with RFC 5892. The rules of RFC
 * 5892 are computed here from ICU's properties of characters.
 */
class IdnaTest {
  private static final IDNA ICU =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.CHECK_CONTEXTO
              | IDNA.USE_STD3_RULES);

  private static final Set<Integer> VALID_BY_NAME =
      Set.of(0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007, (int) '-');

  private static final Set<Integer> BY_CONTEXT =
      Set.of(0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, 0x200C, 0x200D);

  private static final Set<Integer> INVALID_BY_NAME =
      Set.of(0x640, 0x7FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B);

  private static final CodePoints THOUSANDS_ALIKE =
      CodePoints.of(
          "3400-4DBF 4E00-9FFF AC00-D7A3 13000-143FA 17000-18CD5 1B170-1B2FB 20000-323AF");

  /** Letters that are special in joining, direction, case, composition or context, and others. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "l",
          "ss",
          "1",
          "-",
          "xn--",
          ".",
          "\u3002",
          "\u00df",
          "\u1e9e",
          "\u03c2",
          "\u03a3",
          "\u200c",
          "\u200d",
          "\u00b7",
          "\u0375",
          "\u03b1",
          "\u05d0",
          "\u05f3",
          "\u05f4",
          "\u05b0",
          "\u0627",
          "\u0628",
          "\u06cc",
          "\u064e",
          "\u0661",
          "\u06f1",
          "\u30fb",
          "\u30a2",
          "\u4e00",
          "\u0915",
          "\u094d",
          "\u0dca",
          "\u0dbb",
          "\u0301",
          "\u0130",
          "\u0131",
          "\u13a0",
          "\uab70",
          "\u13f8",
          "\u1100",
          "\u1161",
          "\uac00",
          "\uff41",
          "\u2603",
          "\ud83d\ude00",
          "\u0345",
          "\u1fb3",
          "\ud83a\udd00",
          "\ud83a\udd4b",
          "\u0e3a",
          "\u00ad",
          "\u3164",
          "\u0378",
          "_");

  @ParameterizedTest
  @ValueSource(strings = {"%s", "a%s", "a%sa", "\u05d0%s\u05d0", "\u0628%s\u0628", "\u4e00%s"})
  void treatsEachCharacterAsIcuAndRfc5892Do(String frame) {
    assertSame(each -> frame.formatted(each) + ".example", everyCharacter());
  }

  @Test
  void acceptsJoinersWhereIcuDoes() {
    assertSame(each -> each + "\u200c\u0628.example", everyCharacter());
    assertSame(each -> "\u0628\u200c" + each + ".example", everyCharacter());
    assertSame(each -> "\u0628" + each + "\u200c\u0628.example", everyCharacter());
    assertSame(each -> "\u0915" + each + "\u200d\u0915.example", everyCharacter());
  }

  @Test
  void treatsRandomNamesAsIcuAndRfc5892Do() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var names = new ArrayList<String>();
    for (int i = 0; i < 60_000; i++) {
      var name = new StringBuilder();
      for (int length = random.nextInt(1, 8); length > 0; length--) {
        name.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      names.add(name.toString());
    }
    assertThat(differences(name -> name + ".example", names)).as("seed %s", seed).isEmpty();
  }

  @Test
  void treatsPunycodeLabelsAsIcuAndRfc5892Do() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var names = new ArrayList<String>();
    for (int i = 0; i < 60_000; i++) {
      var label = new StringBuilder("xn--");
      if (random.nextBoolean()) {
        var letters = new StringBuilder();
        for (int length = random.nextInt(1, 6); length > 0; length--) {
          letters.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        label.append(Punycode.encode(letters.toString()));
      }
      for (int change = random.nextInt(3); change > 0; change--) {
        label.append("az09-k".charAt(random.nextInt(6)));
      }
      names.add(label.toString());
    }
    assertThat(differences(name -> name + ".example", names)).as("seed %s", seed).isEmpty();
  }

  private static List<String> everyCharacter() {
    var all = new ArrayList<String>();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      // All other code points are for private use, or have no characters.
      if ((point < 0x33480 || (point >= 0xE0000 && point < 0xE0200))
          && !(point >= 0xD800 && point < 0xE000)
          && (!isOneOfThousandsAlike(point) || point % 64 == 0)) {
        all.add(Character.toString(point));
      }
    }
    return all;
  }

  /**
   * Returns whether a code point is one of thousands that the rules treat alike: Chinese
   * characters, Korean and Tangut syllables, hieroglyphs, and undefined ones.
   */
  private static boolean isOneOfThousandsAlike(int point) {
    return THOUSANDS_ALIKE.has(point) || !UCharacter.isDefined(point);
  }

  private static void assertSame(UnaryOperator<String> name, List<String> characters) {
    assertThat(differences(name, characters)).isEmpty();
  }

  private static List<String> differences(UnaryOperator<String> toName, List<String> texts) {
    var different = new ArrayList<String>();
    for (var text : texts) {
      var name = toName.apply(text);
      var ours = Domain.parse(name).map(Domain::ascii);
      var icus = expected(name);
      if (!ours.equals(icus)) {
        different.add("%s: %s, by ICU %s".formatted(escaped(name), ours, icus));
      }
    }
    return different.size() > 20 ? different.subList(0, 20) : different;
  }

  private static Optional<String> expected(String name) {
    var info = new IDNA.Info();
    var ascii = ICU.nameToASCII(name, new StringBuilder(), info).toString();
    var unicode = ICU.nameToUnicode(name, new StringBuilder(), new IDNA.Info()).toString();
    var bare = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    return !info.hasErrors()
            && !hasALabelThatOnlyStandsForAscii(ascii)
            && unicode.codePoints().allMatch(point -> point == '.' || isValid(point))
        ? Optional.of(bare)
        : Optional.empty();
  }

  /** UTS #46 has refused such labels since Unicode 15.1. This ICU may still accept them. */
  private static boolean hasALabelThatOnlyStandsForAscii(String ascii) {
    for (var label : ascii.split("\\.")) {
      if (label.startsWith("xn--")
          && (label.endsWith("-")
              || !ICU.labelToUnicode(label, new StringBuilder(), new IDNA.Info())
                  .chars()
                  .anyMatch(each -> each >= 0x80))) {
        return true;
      }
    }
    return false;
  }

  /** Applies RFC 5892, section 3. */
  private static boolean isValid(int point) {
    if (VALID_BY_NAME.contains(point) || BY_CONTEXT.contains(point)) {
      return true;
    }
    if (INVALID_BY_NAME.contains(point) || !UCharacter.isDefined(point)) {
      return false;
    }
    return point < 0x80
        ? Character.isLetterOrDigit(point)
        : isStable(point) && !isIgnorable(point) && !isOldHangul(point) && isLetterOrDigit(point);
  }

  private static boolean isStable(int point) {
    var form = Normalizer2.getNFKCInstance();
    var text = Character.toString(point);
    return form.normalize(UCharacter.foldCase(form.normalize(text), true)).equals(text);
  }

  private static boolean isIgnorable(int point) {
    return UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
        || UCharacter.hasBinaryProperty(point, UProperty.WHITE_SPACE)
        || UCharacter.hasBinaryProperty(point, UProperty.NONCHARACTER_CODE_POINT)
        || (point >= 0x20D0 && point < 0x2100)
        || (point >= 0x1D100 && point < 0x1D250);
  }

  private static boolean isOldHangul(int point) {
    return switch (UCharacter.getIntPropertyValue(point, UProperty.HANGUL_SYLLABLE_TYPE)) {
      case HangulSyllableType.LEADING_JAMO,
          HangulSyllableType.VOWEL_JAMO,
          HangulSyllableType.TRAILING_JAMO ->
          true;
      default -> false;
    };
  }

  private static boolean isLetterOrDigit(int point) {
    return switch (UCharacter.getType(point)) {
      case ECharacterCategory.LOWERCASE_LETTER,
          ECharacterCategory.UPPERCASE_LETTER,
          ECharacterCategory.OTHER_LETTER,
          ECharacterCategory.MODIFIER_LETTER,
          ECharacterCategory.DECIMAL_DIGIT_NUMBER,
          ECharacterCategory.NON_SPACING_MARK,
          ECharacterCategory.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point ->
                escaped.append(
                    point > 0x20 && point < 0x7F
                        ? Character.toString(point)
                        : "{%X}".formatted(point)));
    return escaped.toString();
  }
}
