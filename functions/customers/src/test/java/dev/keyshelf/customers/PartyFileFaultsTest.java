package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.domain.billing.NumberScheme;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row changes one place of a file that has no fault. */
class PartyFileFaultsTest {
  private static List<ImportFault> houseFaults(String yaml) {
    var faults = new Faults();
    var read = HouseFile.read("house.yaml", bytes(yaml), set -> set, faults);
    assertThat(read.isEmpty()).isEqualTo(!faults.isEmpty());
    return faults.told();
  }

  private static List<ImportFault> partnersFaults(String yaml) {
    var faults = new Faults();
    var read =
        PartnersFile.read(
            "partners.yaml",
            bytes(yaml),
            () -> Set.of("server-software"),
            _ -> Optional.empty(),
            faults);
    assertThat(read.isEmpty()).isEqualTo(!faults.isEmpty());
    return faults.told();
  }

  private static byte[] bytes(String yaml) {
    return yaml.getBytes(StandardCharsets.UTF_8);
  }

  private static String changed(String yaml, String from, String to) {
    assertThat(yaml).contains(from);
    return yaml.replace(from, to.replace("\\n", "\n"));
  }

  private static void expect(List<ImportFault> faults, String path, String detail) {
    assertThat(faults).as("%s", faults).hasSize(1);
    assertThat(faults.getFirst().path()).isEqualTo(path);
    assertThat(faults.getFirst().detail()).contains(detail);
    assertThat(faults.getFirst().line()).isPositive();
  }

  @Test
  void theUnchangedFilesHaveNoFault() {
    assertThat(houseFaults(PartyFiles.HOUSE)).isEmpty();
    assertThat(partnersFaults(PartyFiles.PARTNERS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "legalName: Harbour & Quay Software Ltd | legalName: '\u3164' | seller.legalName | must be"
            + " visible text",
        "legalName: Harbour & Quay Software Ltd | legalName: '' | seller.legalName | at least 1",
        "legalName: Harbour & Quay Software Ltd | name: Harbour | seller.legalName | is missing",
        "lines: [Unit 7, \"1 Custom House Quay\"] | lines: [] | seller.address.lines | at least 1",
        "lines: [Unit 7, \"1 Custom House Quay\"] | lines: [a, b, c, d] | seller.address.lines | at"
            + " most 3",
        "lines: [Unit 7, \"1 Custom House Quay\"] | lines: [a, \"b\\u202ec\"] |"
            + " seller.address.lines[1] | must be visible text",
        "lines: [Unit 7, \"1 Custom House Quay\"] | lines: [\"a\\u0007\"] | seller.address.lines[0]"
            + " | control characters",
        "city: Dublin | city: 12 | seller.address.city | must be text",
        "postalCode: D01 XX01 | postalCode: 10115 | seller.address.postalCode | put a number in"
            + " quotes",
        "country: IE | country: QQ | seller.address.country | ISO 3166-1",
        "country: IE | country: ie | seller.address.country | capital letters",
        "country: IE | state: IE | seller.address.country | is missing",
        "vatNumber: IE1234567FA | vatNumber: IE12345678FA | seller.vatNumber | prefix IE do not"
            + " have this form",
        "vatNumber: IE1234567FA | vatNumber: GR123456789 | seller.vatNumber | begin with EL",
        "vatNumber: IE1234567FA | vatNumber: XK123456789 | seller.vatNumber | code of its country",
        "vatNumber: IE1234567FA | vatNumber: QQ123456789 | seller.vatNumber | code of its country",
        "vatNumber: IE1234567FA | vatNumber: IE 1234567FA | seller.vatNumber | without blanks",
        "vatNumber: IE1234567FA | vatNumber: SE5560360793 | seller.vatNumber | prefix SE",
        "vatNumber: IE1234567FA | vatNumber: NO987654321MVA | seller.vatNumber | check digit",
        "scheme: \"9935\" | scheme: EM | seller.electronicAddress.scheme | four digits",
        "scheme: \"9935\" | scheme: 9935 | seller.electronicAddress.scheme | put a number in"
            + " quotes",
        "scheme: \"9935\" | scheme: \"9999\" | seller.electronicAddress.id | Peppol knows no scheme"
            + " 9999",
        "scheme: \"9935\" | scheme: \"0088\" | seller.electronicAddress.id | must be a GLN",
        "email: accounts@harbour.example | email: accounts | seller.contact.email | must be an"
            + " email address",
        "email: accounts@harbour.example | email: a@b | seller.contact.email | must be an email"
            + " address",
        "phone: +353 1 555 0100 | phone: call us | seller.contact.phone | three digits",
        "account: IE29 AIBK 9311 5212 3456 78 | account: IE29 AIBK 9311 5212 3456 79 |"
            + " seller.bankAccount.account | check digits of the IBAN",
        "account: IE29 AIBK 9311 5212 3456 78 | account: IE29 AIBK 9311 5212 3456 7 |"
            + " seller.bankAccount.account | an IBAN of IE has 22 characters, was 21",
        "account: IE29 AIBK 9311 5212 3456 78 | account: '12#34' | seller.bankAccount.account |"
            + " must be an IBAN, or",
        "bic: AIBKIE2D | bic: AIBKQQ2D | seller.bankAccount.bic | its country",
        "bic: AIBKIE2D | bic: AIBKIE2DX | seller.bankAccount.bic | 8 or 11",
        "bank: Bank of the Quays | branch: 1 | seller.bankAccount.bank | is missing",
        "days: 30 | days: -1 | seller.paymentTerms.days | at least 0",
        "days: 30 | days: 366 | seller.paymentTerms.days | at most 365",
        "note: Please pay by transfer | note: \"a\\tb\" | seller.paymentTerms.note | control"
            + " characters",
        "DE: { untaxed: REVERSE_CHARGE } | DE: { untaxed: STANDARD } | marketTaxes.DE.untaxed |"
            + " must be one of ZERO_RATED",
        "DE: { untaxed: REVERSE_CHARGE } | DE: { untaxed: EXEMPT } | marketTaxes.DE | must name its"
            + " reason",
        "DE: { untaxed: REVERSE_CHARGE } | DE: {} | marketTaxes.DE.untaxed | is missing",
        "DE: { untaxed: REVERSE_CHARGE } | QQ: { untaxed: REVERSE_CHARGE } | marketTaxes.QQ | is no"
            + " country",
        "DE: { untaxed: REVERSE_CHARGE } | de: { untaxed: REVERSE_CHARGE } | marketTaxes.de | is no"
            + " country",
        "DE: { untaxed: REVERSE_CHARGE } | DE: [] | marketTaxes.DE | must be a mapping"
      })
  void aFaultOfTheHouseIsNamedAtItsPlace(String from, String to, String path, String detail) {
    var faults = houseFaults(changed(PartyFiles.HOUSE, from, to));

    expect(
        faults.stream().filter(fault -> !fault.detail().contains("is not a known")).toList(),
        path,
        detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "legalName: Contoso Resale GmbH | legalName: \"a\\u200bb\" | legalName | must be visible"
            + " text",
        "country: DE | country: EU | address.country | ISO 3166-1",
        "vatNumber: DE123456789 | vatNumber: DE12345678 | vatNumber | prefix DE",
        "vatNumber: DE123456789 | vatNumber: US1 | vatNumber | 2 to 20 digits",
        "id: \"4012345000009\" | id: \"4012345000008\" | electronicAddress.id | must be a GLN",
        "id: \"4012345000009\" | id: '401 2345' | electronicAddress.id | without blanks",
        "{ scheme: \"0088\", id: \"4012345000009\" } | { scheme: \"0088\" } | electronicAddress.id"
            + " | is missing",
        "{ name: Einkauf } | { email: me@bc.example } | contact.name | is missing",
        "reference: KST 4711 | reference: 4711 | reference | put a number in quotes",
        "{ days: 14 } | {} | paymentTerms.days | is missing",
        "{ days: 14 } | { days: 1.5 } | paymentTerms.days | must be a whole number",
        "language: zh-Hans | language: zh | language | must be one of en, zh-Hans, zh-Hant, ko, ru",
        "language: zh-Hans | language: de | language | must be one of en, zh-Hans, zh-Hant, ko, ru",
        "pageSize: LETTER | pageSize: letter | pageSize | must be one of A4, LETTER",
        "pageSize: LETTER | bankAccount: {} | bankAccount | is not a known field"
      })
  void aFaultOfABuyerIsNamedAtItsPlace(String from, String to, String path, String detail) {
    var faults = partnersFaults(changed(PartyFiles.PARTNERS, from, to));

    expect(faults, "partners[0].buyer." + path, detail);
  }

  @Test
  void theSellerAndTheTaxesOfItsMarketsComeTogether() {
    var start = PartyFiles.HOUSE.indexOf("marketTaxes:");

    expect(
        houseFaults(PartyFiles.HOUSE.substring(0, start)), "seller", "needs marketTaxes beside it");
    expect(houseFaults(PartyFiles.HOUSE.substring(start)), "marketTaxes", "needs seller beside it");
  }

  @Test
  void aFileWithoutASectionIsRefused() {
    expect(houseFaults("{}\n"), "", "must name at least one of its fields");
    expect(
        houseFaults(PartyFiles.HOUSE.replaceAll("(?m)^  (DE|JP):.*\n", "").strip() + " {}\n"),
        "marketTaxes",
        "must name at least one of its fields");
  }

  @Test
  void everyFaultOfAFileIsNamedAtOnce() {
    var yaml =
        PartyFiles.HOUSE
            .replace("vatNumber: IE1234567FA", "vatNumber: IE12")
            .replace("country: IE", "country: QQ")
            .replace("3456 78", "3456 79");

    assertThat(houseFaults(yaml))
        .extracting(ImportFault::path)
        .containsExactly(
            "seller.address.country", "seller.vatNumber", "seller.bankAccount.account");
  }

  @Test
  void aSchemeIsNotSetByAFileWithAnotherFault() {
    var faults = new Faults();
    var yaml =
        "invoiceNumbers: { format: \"KS-{number}\", digits: 6 }\n"
            + PartyFiles.HOUSE.replace("vatNumber: IE1234567FA", "vatNumber: IE12");

    HouseFile.read(
        "house.yaml",
        bytes(yaml),
        scheme -> {
          throw new AssertionError("must not set " + scheme);
        },
        faults);

    assertThat(faults.told()).extracting(ImportFault::path).containsExactly("seller.vatNumber");
  }

  @Test
  void anotherSchemeIsAFaultAlsoIfTheSellerHasNone() {
    var faults = new Faults();
    var yaml = "invoiceNumbers: { format: \"KS-{number}\", digits: 6 }\n" + PartyFiles.HOUSE;

    var read =
        HouseFile.read("house.yaml", bytes(yaml), _ -> new NumberScheme("HQ-{number}", 6), faults);

    assertThat(read).isEmpty();
    expect(faults.told(), "invoiceNumbers", "can never be changed");
  }
}
