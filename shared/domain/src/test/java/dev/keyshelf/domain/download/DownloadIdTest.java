package dev.keyshelf.domain.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadIdTest {
  @Test
  void isParsedFromItsOwnText() {
    var id = DownloadId.next();

    assertThat(DownloadId.parse(id.value())).contains(id);
  }

  @Test
  void isDifferentEachTime() {
    assertThat(DownloadId.next()).isNotEqualTo(DownloadId.next());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "tooshort", "fifteen-letters", "sixteen letters!", "DOWNLOAD#0000000"})
  void isNotParsedFromOtherText(String text) {
    assertThat(DownloadId.parse(text)).isEmpty();
  }

  @Test
  void hasAtMost40CharactersAndCannotBeAToken() {
    assertThat(DownloadId.parse("a".repeat(40))).isPresent();
    assertThat(DownloadId.parse("a".repeat(41))).isEmpty();
    assertThat(DownloadId.parse(LinkToken.next().text())).isEmpty();
  }

  @Test
  void isPrintedAsItsText() {
    assertThat(new DownloadId("abcdefghijklmnop")).hasToString("abcdefghijklmnop");
  }
}
