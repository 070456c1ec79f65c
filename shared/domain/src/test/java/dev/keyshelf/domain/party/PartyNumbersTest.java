package dev.keyshelf.domain.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of each form, and each with one character changed, added or left out. */
class PartyNumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ATU12345678",
        "BE0123456789",
        "BG123456789",
        "CHE123456789MWST",
        "CY12345678X",
        "CZ12345678",
        "DE123456789",
        "DK12345678",
        "EE123456789",
        "EL123456789",
        "ESX1234567X",
        "FI12345678",
        "FRXX123456789",
        "GB123456789",
        "GBGD123",
        "HR12345678901",
        "HU12345678",
        "IE1234567FA",
        "IE1A23456B",
        "IT12345678901",
        "LT123456789012",
        "LU12345678",
        "LV12345678901",
        "MT12345678",
        "NL123456789B01",
        "NO974760673MVA",
        "PL1234567890",
        "PT123456789",
        "RO12",
        "SE556036079301",
        "SI12345678",
        "SK1234567890",
        "XI123456789",
        "AU51824753556",
        "JPT1234567890123",
        "BR12345678000195"
      })
  void takesVatNumbersOfTheFormOfTheirCountry(String number) {
    assertThat(VatNumbers.checked(number)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "AT",
        "AT12345678",
        "ATU1234567",
        "BE2123456789",
        "DE12345678",
        "DE1234567890",
        "de123456789",
        "GR123456789",
        "EL12345678",
        "EU123456789",
        "GB12345678",
        "GBGD999",
        "IE1234567",
        "NL123456789A01",
        "NL123456789B1",
        "NO974760674MVA",
        "NO974760673",
        "QQ12345",
        "SE5560360793",
        "US1",
        "US-12345",
        "XK12345678",
        "12345678"
      })
  void refusesVatNumbersOfAnotherForm(String number) {
    assertThatIllegalArgumentException().isThrownBy(() -> VatNumbers.checked(number));
  }

  @ParameterizedTest
  @CsvSource({
    "IE29AIBK93115212345678, IE29AIBK93115212345678",
    "AT61 1904 3002 3457 3201, AT611904300234573201",
    "GB29NWBK60161331926819, GB29NWBK60161331926819",
    "NO9386011117947, NO9386011117947",
    "MT84MALT011000012345MTLCAST001S, MT84MALT011000012345MTLCAST001S",
    "123-456 7890, 123-456 7890",
    "021000021/123456789, 021000021/123456789",
    "US12ABCDEFGH99, US12ABCDEFGH99"
  })
  void takesIbansWithTheirCheckDigitsAndNationalAccounts(String given, String account) {
    assertThat(BankNumbers.account(given)).isEqualTo(account);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IE29AIBK93115212345679",
        "IE92AIBK93115212345678",
        "IE29AIBK9311521234567",
        "IE29AIBK931152123456789",
        "AT611904300234573210",
        "12",
        "-123",
        "12\u00a0345",
        "12,345",
        "1234567890123456789012345678901234567"
      })
  void refusesIbansWithATypingErrorAndWhatIsNoAccount(String given) {
    assertThatIllegalArgumentException().isThrownBy(() -> BankNumbers.account(given));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AIBKIE2D", "DEUTDEFF500", "BKAUATWWXXX"})
  void takesBankCodes(String code) {
    assertThat(BankNumbers.bic(code)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AIBKIE2", "AIBKIE2DX", "AIBKQQ2D", "aibkie2d", "AIBK1E2D", ""})
  void refusesWhatIsNoBankCode(String code) {
    assertThatIllegalArgumentException().isThrownBy(() -> BankNumbers.bic(code));
  }

  @ParameterizedTest
  @CsvSource({
    "0002, 732829320",
    "0007, 5560360793",
    "0088, 4012345000009",
    "0096, 1234567890",
    "0106, 12345678",
    "0151, 51824753556",
    "0184, DK12345678",
    "0184, 12345678",
    "0190, 12345678901234567890",
    "0192, 974760673",
    "0198, DK12345678",
    "0201, UFXYZ1",
    "0204, 04011000-12345-03",
    "0208, 0202239951",
    "0210, 12345678901",
    "0210, RSSMRA85T10A562S",
    "0211, IT00743110157",
    "9930, DE123456789",
    "9935, IE1234567FA",
    "9944, NL123456789B01"
  })
  void takesElectronicAddressesThatPeppolTakes(String scheme, String id) {
    assertThat(ElectronicAddress.checked(scheme, id)).isEqualTo(new ElectronicAddress(scheme, id));
  }

  @ParameterizedTest
  @CsvSource({
    "EM, a@b.example",
    "9999, 1",
    "9907, 12345678901",
    "0007, 5560360794",
    "0007, 556036079",
    "0088, 4012345000008",
    "0088, 401234500000",
    "0088, 40123450000AB",
    "0096, 123456789",
    "0106, 1234567",
    "0151, 51824753557",
    "0151, 5182475355",
    "0184, DK1234567",
    "0184, SE12345678",
    "0190, 1234567890123456789",
    "0192, 974760674",
    "0198, 12345678",
    "0201, UFXYZ",
    "0208, 0202239950",
    "0208, 202239951",
    "0210, RSSMRA85T10A562",
    "0211, IT00743110158",
    "0211, 00743110157",
    "9930, 'DE 123456789'",
    "9930, ''",
    "9944, NL123456789"
  })
  void refusesElectronicAddressesThatPeppolRefuses(String scheme, String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> ElectronicAddress.checked(scheme, id));
  }
}
