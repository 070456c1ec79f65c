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
    "123.com, 123.com",
    "XN--BCHER-KVA.Example, xn--bcher-kva.example",
    "fabrikam\u3002com, fabrikam.com",
    "fabrikam\uff0ecom\uff61, fabrikam.com",
    "\uff26abrikam.com, fabrikam.com",
    "fabri\u00adkam.com, fabrikam.com"
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
        "fabrikam.1",
        "fabrikam.com.\u3002",
        "\u3002",
        "\uff11\uff19\uff12.168.0.1",
        "127.1",
        "127.0x1",
        "0x7f.0.0.0x1",
        "xn--.com",
        "\ud83d\udca9.la",
        "fabrikam\u202e.com",
        "ada@fabrikam.com",
        "https://fabrikam.com"
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
  void hasLabelsOfAtMost63CharactersInAscii() {
    assertThat(Domain.parse("\u00fc".repeat(63) + ".com")).isEmpty();
  }

  /** IDNA 2008 and browsers know more of them than the JDK, whose emoji and sharp s are others. */
  @Test
  void takesAnEncodedLabelAsItIs() {
    assertThat(Domain.parse("xn--fa-hia.de")).contains(new Domain("xn--fa-hia.de"));
    assertThat(Domain.parse("XN--ls8h.la")).contains(new Domain("xn--ls8h.la"));
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
