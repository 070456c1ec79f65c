package dev.keyshelf.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
  private static final Domain DOMAIN = new Domain("northwind.example");
  private static final EmailAddress EMAIL = new EmailAddress("ada", DOMAIN);

  @ParameterizedTest
  @CsvSource({
    "ada@northwind.example, ada@northwind.example",
    "Ada.L+x@NorthWind.Example., Ada.L+x@northwind.example",
    "ada@b\u00fccher.example, ada@xn--bcher-kva.example",
    "Ada@STRA\u00dfE.example, Ada@xn--strae-oqa.example",
    "ada@b\u00fccher\u3002example, ada@xn--bcher-kva.example",
    "o'brien@northwind.example, o'brien@northwind.example",
    "\u7528\u6237@\u4f8b\u5b50.\u6d4b\u8bd5, \u7528\u6237@xn--fsqu00a.xn--0zwm56d"
  })
  void keepsTheTypedEmailAddressAndACanonicalDomain(String text, String canonical) {
    assertThat(EmailAddress.parse(text)).map(EmailAddress::toString).contains(text);
    assertThat(EmailAddress.parse(text)).map(EmailAddress::canonical).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@northwind.example",
        "ada@",
        "ada@localhost",
        "ada@10.0.0.1",
        "ada@[10.0.0.1]",
        "ada@b@northwind.example",
        "ada@strasse\ud83d\udca9.example",
        "ada@xn--a.example",
        "ada@north wind.example",
        "ada b@northwind.example",
        "ada\u00a0b@northwind.example",
        "ada@northwind.example\r\nBcc: eve@evil.example",
        "ada\r\nBcc: eve@evil.example",
        "\"ada\r\nBcc: eve\"@evil.example",
        "ada\u0000@northwind.example",
        "ada\u2028@northwind.example",
        "ada,eve@evil.example",
        "Ada <ada@northwind.example>"
      })
  void refusesAMalformedEmailAddress(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void limitsTheMailboxTo64Bytes() {
    assertThat(EmailAddress.parse("a".repeat(64) + "@b.example")).isPresent();
    assertThat(EmailAddress.parse("a".repeat(65) + "@b.example")).isEmpty();
    assertThat(EmailAddress.parse("\u00fc".repeat(33) + "@b.example")).isEmpty();
  }

  @Test
  void limitsTheEmailAddressTo254Bytes() {
    var labels = ("b".repeat(49) + ".").repeat(4);

    assertThat(EmailAddress.parse("a".repeat(46) + "@" + labels + "example")).isPresent();
    assertThat(EmailAddress.parse("a".repeat(47) + "@" + labels + "example")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmailAddress("a".repeat(47), new Domain(labels + "example")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eve@northwind.example",
        "ada@northwind.example, eve@evil.example",
        "ada@northwind.example\r\nBcc: eve@evil.example",
        "ada"
      })
  void refusesATypedFormOfAnotherEmailAddress(String typed) {
    assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("ada", DOMAIN, typed));
  }

  @Test
  void refusesAMailboxWithALineBreak() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmailAddress("ada\r\nBcc: eve", DOMAIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "112",
        "+1 425 555 0100",
        "(425) 555-0100",
        "+49 (0)89/3176-0",
        "425.555.0100 x12",
        "425 555 0100 ext. 12"
      })
  void acceptsPhoneNumbersAsPeopleWriteThem(String text) {
    assertThat(PhoneNumber.parse(text)).map(PhoneNumber::text).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "\u202a+1 425 555 0100\u202c, +1 425 555 0100",
    "\u200e+1\u00a0425\u202f555\u20110100\ufeff, +1 425 555-0100",
    "\u0661\u0662\u0663, 123",
    "+\u06f9\u06f8 21\u200c 88, +98 21 88",
    "\uff0b\uff18\uff11\uff08\uff10\uff13\uff09\u3000\uff15\uff15\uff0d\uff11, +81(03) 55-1",
    "425\u2013555\u22120100, 425-555-0100",
    "\u0967\u0966\u0968, 102",
    "\u2066(425) 555-0100\u2069, (425) 555-0100"
  })
  void cleansUpCopiedPhoneNumbers(String text, String number) {
    assertThat(PhoneNumber.parse(text)).map(PhoneNumber::text).contains(number);
  }

  @Test
  void limitsThePhoneNumberTo40CharactersAfterCleaning() {
    assertThat(PhoneNumber.parse("\u202a" + "1".repeat(40) + "\u202c")).isPresent();
    assertThat(PhoneNumber.parse("1".repeat(41))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "()--",
        "call me",
        "+1 425\r\n555",
        "+1\t425",
        "++14255550100",
        "555\u00b2",
        "\u2460\u2461\u2462",
        "\u0661\u0662",
        "\u202e12\u202c",
        "12345678901234567890123456789012345678901"
      })
  void refusesAMalformedPhoneNumber(String text) {
    assertThat(PhoneNumber.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Ada\r\nBcc: eve", "Ada\u0085", "Ada\u2028Eve"})
  void refusesANameThatIsBlankOrHasSeveralLines(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Contact(name, EMAIL, Optional.empty()));
  }

  @Test
  void limitsTheNameTo200Characters() {
    assertThat(new Contact("a".repeat(200), EMAIL, Optional.empty()).name()).hasSize(200);
    assertThat(new Contact("\ud83d\ude00".repeat(200), EMAIL, Optional.empty()).name())
        .hasSize(400);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Contact("a".repeat(201), EMAIL, Optional.empty()));
  }
}
