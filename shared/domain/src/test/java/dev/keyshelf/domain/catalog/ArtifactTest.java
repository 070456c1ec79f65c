package dev.keyshelf.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.identity.ProductId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactTest {
  private static Artifact named(String fileName) {
    return new Artifact(
        new ProductId("windows-server-2019-standard"),
        "2019",
        "en-US",
        "ISO",
        fileName,
        "artifacts/a.iso",
        1,
        "0".repeat(64),
        Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.iso",
        "Windows Server 2019.iso",
        "\"quoted\" & 'so'; 100%.iso",
        "标准版.iso",
        "שלום.iso",
        "disc 😀.iso"
      })
  void acceptsANameThatIsNotDeceptive(String fileName) {
    assertThat(named(fileName).fileName()).isEqualTo(fileName);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a.iso",
        "a.iso ",
        ".",
        "..",
        "a/b.iso",
        "a\\b.iso",
        "a\r\nSet-Cookie: b.iso",
        "a\tb.iso",
        "a\u0000.iso",
        "a\u0085b.iso",
        "a\u2028b.iso",
        "setup\u202Eosi.exe",
        "a\u2066b.iso",
        "a\u200Bb.iso",
        "a\uD800.iso"
      })
  void refusesAMalformedOrDeceptiveName(String fileName) {
    assertThatIllegalArgumentException().isThrownBy(() -> named(fileName));
  }

  @Test
  void limitsANameTo255BytesOfUtf8() {
    assertThat(named("标".repeat(85)).fileName()).hasSize(85);
    assertThatIllegalArgumentException().isThrownBy(() -> named("标".repeat(85) + "a"));
  }
}
