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
  void isKeptUnchanged(String text) {
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
        "a\ufeffb",
        "a\u00adb",
        "a\u2060b",
        "a\ud800b",
        "a\udc00",
        "a\u0378b"
      })
  void refusesHiddenCharactersAndDirectionChanges(String text) {
    assertThat(Text.canonical(text)).isEmpty();
  }

  /** Texts in Persian, Arabic, Sinhala, Malayalam, Bengali, Hindi, Khmer and Hebrew, and emoji. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u06a9\u0627\u0631\u200c\u0647\u0627",
        "DVD\u200c\u0647\u0627",
        "1443\u0647\u200d",
        "\u0641\u0650\u200c\u0631",
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3 \u0dbd\u0d82\u0d9a\u0dcf",
        "\u0d05\u0d35\u0d28\u0d4d\u200d",
        "\u09b0\u200d\u09cd\u09af\u09be\u09ac",
        "\u0930\u094d\u200d\u092f",
        "\u1780\u1798\u17d2\u1796\u17bb\u200b\u1787\u17b6",
        "\u0627\u0644\u0634\u0631\u0643\u0629 (C++)\u200f",
        "\u05d0\u05d1\u200e (Fabrikam)",
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
        "\ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb",
        "\ud83c\udff3\ufe0f\u200d\ud83c\udf08",
        "\u2764\ufe0f\u200d\ud83d\udd25",
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
        "\u2764\ufe0f",
        "\u845b\udb40\udd00\u57ce"
      })
  void allowsWhatItsScriptOrEmojiNeeds(String text) {
    assertThat(Text.canonical(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fabri\u200ckam",
        "Fabri\u200dkam",
        "\u200d\u0647",
        "\u0645\u06cc\u200c\u200c\u062e",
        "\u0645\u06cc\u200d\u200c\u062e",
        "\u5de8\u200d\u786c",
        "\ud83d\udc68\u200da",
        "a\u200d\ud83d\udc68",
        "Fabrikam\u200b Ltd",
        "Fabri\u200ekam",
        "Fabri\u200fkam",
        "\ud83c\udff4\udb40\udc61\udb40\udc62\udb40\udc7f",
        "a\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67",
        "a\udb40\udc01b"
      })
  void refusesThatWhereNothingNeedsIt(String text) {
    assertThat(Text.canonical(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a \u2068\u05d0\u05d1 12\u2069 b",
        "\u05d0 \u2066Fabrikam\u2069 \u05d1",
        "a \u2067\u05d0\u05d1\u2069 b",
        "\u2068a\u2069 \u2068b\u2069"
      })
  void allowsAnIsolateThatChangesNoOrder(String text) {
    assertThat(Text.canonical(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u2066a",
        "a\u2069",
        "a\u2069b\u2066",
        "\u2067a, b\u2069",
        "\u2067 12 34 \u2069",
        "\u2066\u05d0 a\u2069",
        "\u2067\u2066a\u2069\u2066b\u2069\u2069",
        "\u2068\u200fa!\u2069 \u05d0",
        "\u202ea\u202c",
        "\u202da\u202c",
        "\u202aa\u202c",
        "\u202ba\u202c \u05d0",
        "\u2066a\u202c"
      })
  void refusesOverridesAndIsolatesThatChangeTheOrder(String text) {
    assertThat(Text.canonical(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u00a0",
        "\u3164",
        "\u2800",
        "\u2800\u00a0\u3164 \uffa0",
        "\u3000\u202f\u2007",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u115f\u1160",
        "\ufe0f",
        "\u034f",
        "\ud834\udd59",
        "\t\r\n",
        "\u0085"
      })
  void isEmptyWhereItLooksEmpty(String text) {
    assertThat(Text.canonical(text)).contains("");
    assertThat(Text.canonicalLines(text + "\n" + text)).contains("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00a0Fabrikam\u00a0",
        "\u3164Fabrikam\u2800",
        "\ufeffFabrikam\u200b",
        "\tFabrikam\r\n",
        "\u3000Fabrikam\u202f\u00ad",
        "\u2060Fabrikam\u200c"
      })
  void hasNoBlankOfAnyKindAroundIt(String text) {
    assertThat(Text.canonical(text)).contains("Fabrikam");
    assertThat(Text.canonicalLines(text)).contains("Fabrikam");
  }

  @Test
  void keepsBlanksWithin() {
    assertThat(Text.canonical("Fabrikam\u00a0Ltd")).contains("Fabrikam\u00a0Ltd");
  }

  @Test
  void keepsLinesAndTheirIndentation() {
    assertThat(Text.canonicalLines("\ufeffa:\r\n  - b \u00a0\n\t- c\u200b\r\u2800\n\u200bd\n\n"))
        .contains("a:\n  - b\n\t- c\n\nd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n\u202eb", "a\u2066\nb\u2069", "a\u000bb", "a\nb\u2028c"})
  void refusesALineThatIsRefusedAlone(String text) {
    assertThat(Text.canonicalLines(text)).isEmpty();
  }

  @Test
  void allowsAtMost8MarksOnALetter() {
    assertThat(Text.canonical("a" + "\u0323".repeat(8))).isPresent();
    assertThat(Text.canonical("a" + "\u0323".repeat(9))).isEmpty();
  }

  @Test
  void countsCodePointsAsItsLength() {
    assertThat(Text.length("a\ud83d\ude00")).isEqualTo(2);
    assertThat(Text.cut("a\ud83d\ude00b", 2)).isEqualTo("a\ud83d\ude00");
    assertThat(Text.cut("a\ud83d\ude00", 2)).isEqualTo("a\ud83d\ude00");
  }
}
