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
    "ABCDE-FGHJK-12345-67890-AB12C, *****AB12C",
    "key ABCDE-FGHJK-12345-67890-AB12C is out, key *****AB12C is out",
    "(abcde-fghjk-12345-67890-ab12c), (*****ab12c)",
    "ABCDE-fghjk-12345-67890-ab12c., *****ab12c.",
    "no-ABCDE-FGHJK-12345-67890-AB12C-2, no-*****AB12C-2",
    "客户ABCDE-FGHJK-12345-67890-AB12C, 客户*****AB12C",
    "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE and FFFFF-GGGGG-HHHHH-JJJJJ-KKKKK, *****EEEEE and *****KKKKK"
  })
  void leavesTheLastFiveCharactersOfAWholeKey(String text, String masked) {
    assertThat(Masked.text(text)).isEqualTo(masked);
  }

  @Test
  void leavesNothingOfTheTokenOfALink() {
    assertThat(Masked.text("x (" + TOKEN + ")")).isEqualTo("x (*****)");
    assertThat(Masked.text("https://a.example/d/" + TOKEN + "."))
        .isEqualTo("https://a.example/d/*****.");
    assertThat(Masked.text("/d/" + TOKEN + "-x/0123")).isEqualTo("/d/*****/0123");
  }

  @Test
  void leavesNothingOfASignatureAndABearerToken() {
    assertThat(Masked.text("eyJ." + "a".repeat(200) + "." + "b".repeat(86)))
        .isEqualTo("eyJ.*****.*****");
    assertThat(Masked.text("?X-Amz-Signature=" + "0f".repeat(32) + "&x=1"))
        .isEqualTo("?X-Amz-Signature=*****&x=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "The customer wanted two licences, well-known ones.",
        "PO INV24-00123",
        "WIN19-STD16",
        "seven-month-terms",
        "seven-eight",
        "ABCDE-FGHJK",
        "ABCDE-FGHJK-12345-67890",
        "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF",
        "ABCDEFGHJK1234567890AB12C",
        "AB12-CD34-EF56-GH78",
        "Ordered as 01M7Z8043AZJ0PJ0HP64VGGRS8-1 on 2026-11-21T14:26:05.030Z",
        "tenant 2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10",
        "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "commit 8c3bf1799a1e0b7b1a9d1c5f5d3a2b4c6e8f0a1b",
        "renewal-of-the-three-year-plan-for-two-sites",
        "Renewal-Of-The-Three-Year-Plan-For-Two-Sites",
        "+49 30 12345-67890",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " HeadlessChrome/142.0.0.0 Safari/537.36",
        "aria2/1.37.0",
        "客户想要两份许可证"
      })
  void leavesEverythingElseUnchanged(String text) {
    assertThat(Masked.text(text)).isEqualTo(text);
  }
}
