package dev.keyshelf.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameWordsTest {
  private static boolean finds(String words, String name) {
    return NameWords.parse(words).orElseThrow().areIn(name);
  }

  @ParameterizedTest
  @CsvSource({
    "buro, Büro GmbH",
    "BÜRO, buro gmbh",
    "gmbh, Büro GmbH",
    "gm bü, Büro GmbH",
    "strasse, Hauptstraße 12 / Straße",
    "lodz, Łódź Sp. z o.o.",
    "kobenhavn, København ApS",
    "aegir, Ægir hf",
    "oeuvre, Œuvre SA",
    "thor, Þór ehf",
    "istanbul, İSTANBUL A.Ş.",
    "irmak, IRMAK",
    "t, AT&T",
    "reilly, O'Reilly Media",
    "12, Hauptstr. 12",
    "ｂüｒｏ, Büro",
    "东京, 株式会社东京商事",
    "商事, 株式会社东京商事",
    "ラーメン, 東京ラーメン店",
    "メン店, 東京ラーメン店",
    "商事, ABC商事",
    "abc商, ABC商事",
    "บริษัท, ห้างบริษัทไทย",
    "서울, 주식회사 서울"
  })
  void findsAWordOfAName(String words, String name) {
    assertThat(finds(words, name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "uro, Büro GmbH",
    "buero, Büro GmbH",
    "buro ltd, Büro GmbH",
    "bc, ABC商事",
    "が, かき",
    "울, 주식회사 서울"
  })
  void findsNothingInsideAWordOrOfAnother(String words, String name) {
    assertThat(finds(words, name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "&", "---", "\u0301"})
  void isNotWithoutALetterOrADigit(String text) {
    assertThat(NameWords.parse(text).filter(words -> !text.equals("\u0301"))).isEmpty();
  }

  @Test
  void hasAtMost16EntriesOfAName() {
    assertThat(NameWords.entriesOf("a b c d e f g h i j k l m n o p q r s t"))
        .hasSize(NameWords.MOST_ENTRIES)
        .extracting(FoldedName::text)
        .doesNotContain("q");
  }

  @Test
  void listsANameAtTheFirstOfItsEntriesThatBeginSo() {
    var words = NameWords.parse("bu").orElseThrow();

    assertThat(words.isFirst(new FoldedName("buro"), "Burohaus Büro")).isTrue();
    assertThat(words.isFirst(new FoldedName("burohaus"), "Burohaus Büro")).isFalse();
  }

  @Test
  void looksUpTheLongestWord() {
    assertThat(NameWords.parse("a gmbh").orElseThrow().longest()).isEqualTo(new FoldedName("gmbh"));
  }
}
