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
    "fabri\u00adkam.com, fabrikam.com",
    "stra\u00dfe.example, xn--strae-oqa.example",
    "STRA\u1e9eE.example, xn--strae-oqa.example",
    "xn--strae-oqa.example, xn--strae-oqa.example",
    "strasse.example, strasse.example",
    "\u03b2\u03cc\u03bb\u03bf\u03c2.example, xn--nxasmm1c.example",
    "\u03b2\u03cc\u03bb\u03bf\u03c3.example, xn--nxasmq6b.example",
    "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.example, xn--mgba3gch31f060k.example",
    "\u0dc1\u0dca\u200d\u0dbb\u0dd3.example, xn--10cl1a0b660p.example",
    "\u05d0\u05d1.example, xn--4dbc.example",
    "l\u00b7l.example, xn--ll-0ea.example"
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
        "xn--a.com",
        "xn--fabrikam-.com",
        "xn--99999999.com",
        "xn--strasse-.example",
        "xn--B\u00fccher.example",
        "XN--ls8h.la",
        "xn--tda\u00fc.example",
        "ab--cd.example",
        "a\u200cb.example",
        "a\u200db.example",
        "\u0627\u062f\u200c\u0627.example",
        "\u200c.example",
        "a\u00b7b.example",
        "\u2603.example",
        "\u0301a.example",
        "a\u05d0.example",
        "1\u05d0.example",
        "\u05d0.1a",
        "\u0661\u06f1.example",
        "\u0378.example",
        "\ud800.example",
        "\ud83d\udca9.la",
        "fabrikam\u202e.com",
        "ada@fabrikam.com",
        "https://fabrikam.com"
      })
  void isNotParsedFromTextThatIsNotADomainName(String text) {
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

  /** Domains that an earlier release stored must stay readable, even if they are refused today. */
  @Test
  void canHoldAStoredNameThatParsingNowRefuses() {
    assertThat(new Domain("xn--ls8h.la").ascii()).isEqualTo("xn--ls8h.la");
    assertThat(Domain.parse("xn--ls8h.la")).isEmpty();
  }

  @Test
  void hasAtMost253Characters() {
    var labels = ("a".repeat(49) + ".").repeat(5);

    assertThat(Domain.parse(labels + "com")).isPresent();
    assertThat(Domain.parse(labels + "abcd")).isEmpty();
  }

  @Test
  void refusesAFormThatIsNotCanonical() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Domain("Fabrikam.com"));
  }
}
