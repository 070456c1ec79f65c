package dev.keyshelf.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {
  @ParameterizedTest
  @CsvSource({
    "fabrikam.com, fabrikam.com",
    "FabriKam.COM, fabrikam.com",
    "fabrikam.com., fabrikam.com",
    "b\u00fccher.example, xn--bcher-kva.example",
    "B\u00dcCHER.example., xn--bcher-kva.example",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "\u4f8b\u5b50.\u6d4b\u8bd5, xn--fsqu00a.xn--0zwm56d",
    "a-b.c-d.co.uk, a-b.c-d.co.uk",
    "123.com, 123.com"
  })
  void hasOneCanonicalForm(String text, String ascii) {
    assertThat(Domain.parse(text)).contains(new Domain(ascii));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "localhost",
        "com.",
        "192.168.0.1",
        "192.168.0.1.",
        "::1",
        "[::1]",
        "a..b",
        ".fabrikam.com",
        "fabrikam.com..",
        "-fabrikam.com",
        "fabrikam-.com",
        "fab_rikam.com",
        "fab rikam.com",
        "fabrikam.com/",
        "fabrikam.com#x",
        "a.b\u0000.com",
        "fabrikam.1"
      })
  void isNotParsedFromWhatIsNoDomainName(String text) {
    assertThat(Domain.parse(text)).isEmpty();
  }

  @Test
  void hasLabelsOfAtMost63Characters() {
    assertThat(Domain.parse("a".repeat(63) + ".com")).isPresent();
    assertThat(Domain.parse("a".repeat(64) + ".com")).isEmpty();
  }

  @Test
  void hasAtMost253Characters() {
    var labels = ("a".repeat(49) + ".").repeat(5);

    assertThat(Domain.parse(labels + "com")).isPresent();
    assertThat(Domain.parse(labels + "abcd")).isEmpty();
  }

  @Test
  void cannotBeMadeOfAnotherForm() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Domain("Fabrikam.com"));
  }
}
