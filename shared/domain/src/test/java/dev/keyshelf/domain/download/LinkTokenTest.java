package dev.keyshelf.domain.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokenTest {
  private static final String ZEROS = "A".repeat(43);

  @Test
  void holds256Bits() {
    assertThat(Base64.getUrlDecoder().decode(LinkToken.next().text())).hasSize(32);
  }

  @Test
  void isDifferentEachTime() {
    var seen = new HashSet<String>();

    for (int i = 0; i < 1_000; i++) {
      seen.add(LinkToken.next().text());
    }

    assertThat(seen).hasSize(1_000);
  }

  @Test
  void setsAndClearsEachBit() {
    var set = new byte[32];
    var unset = new byte[32];
    Arrays.fill(unset, (byte) 0xff);

    for (int i = 0; i < 200; i++) {
      var bytes = Base64.getUrlDecoder().decode(LinkToken.next().text());
      for (int j = 0; j < bytes.length; j++) {
        set[j] |= bytes[j];
        unset[j] &= bytes[j];
      }
    }

    assertThat(set).containsOnly(0xff);
    assertThat(unset).containsOnly(0x00);
  }

  @Test
  void isParsedFromItsOwnText() {
    var token = LinkToken.next();

    assertThat(LinkToken.parse(token.text())).contains(token);
  }

  @Test
  void hasOnlyOneSpelling() {
    // The 43rd character holds four bits, so only the 16 characters with lower bits of 0 are valid.
    var accepted =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            .chars()
            .filter(last -> LinkToken.parse("A".repeat(42) + (char) last).isPresent())
            .count();

    assertThat(accepted).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAA+AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAA/AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAA%AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
        "\u0410AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void isNotParsedFromOtherText(String text) {
    assertThat(LinkToken.parse(text)).isEmpty();
  }

  @Test
  void refusesOtherTextWithoutRepeatingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinkToken(ZEROS + "A"))
        .withMessageNotContaining(ZEROS);
  }

  @Test
  void isHashedWithSha256() {
    assertThat(new LinkToken(ZEROS).hash())
        .isEqualTo("0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a");
  }

  @Test
  void hasAnotherHashInAnotherCase() {
    var token = new LinkToken("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopA");
    var upper = new LinkToken(token.text().toUpperCase(Locale.ROOT));

    assertThat(upper.hash()).isNotEqualTo(token.hash());
  }

  @Test
  void leaksNothingWhenPrinted() {
    var token = LinkToken.next();

    assertThat("%s %s".formatted(token, token.hashCode()))
        .doesNotContain(token.text())
        .doesNotContain(token.hash());
  }

  @Test
  void isPrintedAsAPlaceholder() {
    assertThat(LinkToken.next()).hasToString("LinkToken[secret]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", ".", ").", "/x", " ", "_", "\u3002"})
  void isFoundBeforeACharacterThatIsNoPartOfAToken(String behind) {
    assertThat(LinkToken.leading(ZEROS + behind)).contains(new LinkToken(ZEROS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "1", "\u00e9", "\ud83d\ude00x", "\ud801\udc00"})
  void isNotFoundInALongerWord(String behind) {
    assertThat(LinkToken.leading(ZEROS + behind).isPresent()).isEqualTo(behind.endsWith("x"));
    assertThat(LinkToken.leading(ZEROS.substring(1))).isEmpty();
  }
}
