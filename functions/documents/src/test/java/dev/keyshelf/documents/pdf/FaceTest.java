package dev.keyshelf.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.SpokenLanguage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaceTest {
  @ParameterizedTest
  @CsvSource({
    "GB2312, SIMPLIFIED, 0xB0, 0xF7, 6763",
    "Big5, TRADITIONAL, 0xA4, 0xC6, 5401",
    "EUC-KR, KOREAN, 0xB0, 0xC8, 2350"
  })
  void hasTheCharactersOfTheNationalSet(
      String set, Face face, int first, int last, int characters) {
    var found = new TreeSet<Integer>();
    for (var row = Integer.decode("" + first); row <= last; row++) {
      for (var cell = 0x40; cell < 0xFF; cell++) {
        var text = new String(new byte[] {row.byteValue(), (byte) cell}, Charset.forName(set));
        if (text.length() == 1 && Character.isLetter(text.charAt(0)) && text.charAt(0) >= 0x4E00) {
          found.add((int) text.charAt(0));
        }
      }
    }

    assertThat(found).hasSize(characters).allMatch(face::has);
  }

  @Test
  void hasAllSyllablesOfHangul() {
    assertThat(IntStream.rangeClosed(0xAC00, 0xD7A3)).allMatch(Face.KOREAN::has);
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void setsAllWordsOfALanguage(SpokenLanguage language) {
    var type = new Typesetter(language);
    for (var word : Word.values()) {
      var line = type.line(word.in(language).replace('\n', ' '), Style.STRONG, word.name());
      assertThat(line.width()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void givesEachCharacterAGlyphOfItsOwn(Face face) throws IOException {
    var glyphs = new HashSet<Integer>();
    var characters = face.font().getUnicodeCmapLookup();
    for (var each = 0; each < 0x10000; each++) {
      var glyph = characters.getGlyphId(each);
      if (glyph != 0) {
        assertThat(glyphs.add(glyph)).as("U+%04X", each).isTrue();
      }
    }
  }

  @Test
  void takesAtMostSixMegabytes() throws IOException {
    var size = 0L;
    for (var face : Face.values()) {
      var name = face.name().toLowerCase(Locale.ROOT).replace('_', '-');
      try (var file = Face.class.getResourceAsStream("fonts/" + name + ".ttf.gz")) {
        size += Objects.requireNonNull(file).readAllBytes().length;
      }
    }
    assertThat(size).isLessThan(6_000_000);
  }
}
