package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @Test
  void isComposed() {
    assertThat(Text.canonical("Bu\u0308cher")).contains("B\u00fccher");
  }

  @Test
  void hasNoSpaceAroundIt() {
    assertThat(Text.canonical("  Fabrikam \u2003")).contains("Fabrikam");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "{{7*7}}",
        "${jndi:ldap://x}",
        "'; DROP TABLE",
        "\ud83d\ude00",
        "\u5de8\u786c\u516c\u53f8"
      })
  void isKeptAsItIs(String text) {
    assertThat(Text.canonical(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "a\tb",
        "a\r\nb",
        "\u001b[31m",
        "a\u0085b",
        "a\u202eb",
        "a\u2066b",
        "a\u200bb",
        "\ufeffa",
        "a\ud800b",
        "a\udc00",
        "a\u0378b"
      })
  void holdsNothingThatCannotBeSeenOrTurnsTheReadingOrder(String text) {
    assertThat(Text.canonical(text)).isEmpty();
  }

  @Test
  void piles8MarksOnALetterAtTheMost() {
    assertThat(Text.canonical("a" + "\u0323".repeat(8))).isPresent();
    assertThat(Text.canonical("a" + "\u0323".repeat(9))).isEmpty();
  }
}
