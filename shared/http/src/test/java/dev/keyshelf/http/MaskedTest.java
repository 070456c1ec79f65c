package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {
  private static final String TOKEN = "Zx3vB8nQ1wE5rT7yU9iO2pA4sD6fG8hJ0kL3zX5cV7A";

  @ParameterizedTest
  @CsvSource({
    "ABCDE-FGHJK, *****FGHJK",
    "ABCDE-FGHJK-12345-67890-AB12C, *****AB12C",
    "key ABCDE-FGHJK-12345-67890-AB12C is out, key *****AB12C is out",
    "(abcde-fghjk-12345-67890-ab12c), (*****ab12c)",
    "ABCDE-fghjk-12345-67890-ab12c, *****ab12c",
    "ABCDE-FGHJK-12345-67890-ab12c, *****ab12c",
    "ABCDEFGHJK1234567890AB12C, *****AB12C",
    "AAAAA-BBBBB and CCCCC-DDDDD, *****BBBBB and *****DDDDD"
  })
  void leavesTheLastFiveCharactersOfAKey(String text, String masked) {
    assertThat(Masked.text(text)).isEqualTo(masked);
  }

  @Test
  void leavesNothingOfATokenASignatureOrAPieceOfOne() {
    assertThat(Masked.text("x/1 (" + TOKEN + ")")).isEqualTo("x/1 (*****)");
    assertThat(Masked.text("eyJ." + "a".repeat(200) + "." + "b".repeat(86)))
        .isEqualTo("eyJ.*****.*****");
    assertThat(Masked.text("?X-Amz-Signature=" + "0f".repeat(32)))
        .isEqualTo("?X-Amz-Signature=*****");
  }

  @Test
  void leavesTheLastFiveCharactersOnlyWhereAGroupFollowsAPiece() {
    assertThat(Masked.text("ABCDEFGHJK1234567890AB12C-FGHJK")).isEqualTo("**********FGHJK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "The customer wanted two licences, well-known ones.",
        "seven-eight",
        "Ordered as 01M7Z8043AZJ0PJ0HP64VGGRS8-1 on 2026-11-21T14:26:05.030Z",
        "tenant 2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10",
        "+49 30 12345-67890",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " HeadlessChrome/142.0.0.0 Safari/537.36",
        "aria2/1.37.0",
        "客户想要两份许可证"
      })
  void leavesEverythingElse(String text) {
    assertThat(Masked.text(text)).isEqualTo(text);
  }
}
