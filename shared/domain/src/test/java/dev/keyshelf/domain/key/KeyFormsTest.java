package dev.keyshelf.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.KeyForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormsTest {
  private static final Fingerprint FINGERPRINT = new Fingerprint("0a1b2c3d4e", List.of());
  private static final String GUID = "2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10";

  @ParameterizedTest
  @CsvSource({
    "FIVES, AB12C-DE34F",
    "LOWER_FIVES, ab12c-de34f",
    "FOURS, AB12-CD34-EF56-GH78",
    "LOWER_FOURS, ab12-cd34-ef56",
    "UUID, 2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10",
    "UUID, 2F7F3C1E-52A5-4E0E-9C9C-2B8A0F5F7F10"
  })
  void acceptsAKeyOnlyInItsOwnFormAndAsFree(KeyForm form, String key) {
    for (var each : List.of(KeyForm.FIVES, KeyForm.LOWER_FIVES, KeyForm.FOURS, KeyForm.UUID)) {
      if (each != form) {
        assertThat(KeyForms.admits(each, key)).as("%s", each).isFalse();
      }
    }
    assertThat(KeyForms.admits(form, key)).isTrue();
    assertThat(KeyForms.admits(KeyForm.FREE, key)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "FIVES, ab12c-de34f",
    "FIVES, AB12C",
    "FIVES, AB12C-DE34",
    "LOWER_FIVES, AB12c-de34f",
    "FOURS, AB12-CD34",
    "FOURS, AB12-CD34-EF5",
    "LOWER_FOURS, ab12-CD34-ef56",
    "UUID, 2f7f3c1e52a54e0e9c9c2b8a0f5f7f10",
    "UUID, {2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10}",
    "UUID, 2f7f3c1g-52a5-4e0e-9c9c-2b8a0f5f7f10"
  })
  void refusesTextThatMatchesAFormOnlyInPart(KeyForm form, String text) {
    assertThat(KeyForms.admits(form, text)).isFalse();
  }

  @Test
  void acceptsAGeneratedKeyAsCheckedFivesUnlessACharacterIsWrong() {
    var key = KeyText.random();
    var other = key.startsWith("C") ? "D" : "C";

    assertThat(KeyForms.admits(KeyForm.CHECKED_FIVES, key)).isTrue();
    assertThat(KeyForms.admits(KeyForm.CHECKED_FIVES, other + key.substring(1))).isFalse();
    assertThat(KeyForms.admits(KeyForm.CHECKED_FIVES, key.replace("-", ""))).isFalse();
  }

  @Test
  void limitsAFreeKeyTo4096Bytes() {
    assertThat(KeyForms.admits(KeyForm.FREE, "<a>\r\n\t\"x\"</a>\n")).isTrue();
    assertThat(KeyForms.admits(KeyForm.FREE, "x".repeat(4096))).isTrue();
    assertThat(KeyForms.admits(KeyForm.FREE, "x".repeat(4097))).isFalse();
    assertThat(KeyForms.admits(KeyForm.FREE, "\u00e4".repeat(2049))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "a\u0000b", "a\u001bb", "a\uFFFDb", "a\u0085b"})
  void refusesBlankAndDamagedTextAsAFreeKey(String text) {
    assertThat(KeyForms.admits(KeyForm.FREE, text)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(KeyForm.class)
  void describesEachForm(KeyForm form) {
    assertThat(KeyForms.wanted(form)).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "AB12C-DE34F, ab12c-de34f",
    "AB12-CD34-EF56, Ab12-cD34-ef56",
    "2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10, 2F7F3C1E-52A5-4E0E-9C9C-2B8A0F5F7F10",
    "'<a>\n</a>', ' <a>\r\n</a>\r\n'"
  })
  void treatsAllSpellingsOfAKeyAsOneKey(String one, String other) {
    assertThat(KeyForms.canonical(other)).isEqualTo(KeyForms.canonical(one)).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource({"tokenA, tokena", "AB12-CD34, ab12-cd34", "'<a> </a>', '<a></a>'"})
  void keepsTextsApartThatAFormMayDistinguish(String one, String other) {
    assertThat(KeyForms.canonical(other)).isNotEqualTo(KeyForms.canonical(one));
  }

  @ParameterizedTest
  @CsvSource({
    "AB12C-DE34F, DE34F",
    "AB12-CD34-EF56-GH78, 6GH78",
    GUID + ", f7f10",
    "dGhpcyBpcyBhIHRva2Vu==, va2Vu",
    "lic_0123.abc~DEF, bcDEF"
  })
  void showsTheLastFiveLettersAndDigits(String key, String shown) {
    assertThat(KeyForms.lastFive(key, FINGERPRINT)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<licence><id>4711</id></licence>",
        "two words",
        "AB12345",
        "-----BEGIN\nabcdefghijkl"
      })
  void showsTheFingerprintOfAShortWordAndOfTextThatIsNoWord(String key) {
    assertThat(KeyForms.lastFive(key, FINGERPRINT)).isEqualTo("0a1b2");
  }
}
