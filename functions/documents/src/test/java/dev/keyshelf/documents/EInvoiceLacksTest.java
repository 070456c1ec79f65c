package dev.keyshelf.documents;

import static dev.keyshelf.documents.ExampleDocument.Item.included;
import static dev.keyshelf.documents.ExampleDocument.Item.taxed;
import static dev.keyshelf.documents.ExampleDocument.Item.untaxed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyshelf.documents.ubl.InvoiceUbl;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.DocumentLacks;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.party.ElectronicAddress;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import dev.keyshelf.domain.party.TaxCategory;
import dev.keyshelf.testkit.document.EInvoiceRules;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks what an e-invoice lacks against the public rules: each lack is something they find. */
class EInvoiceLacksTest {
  private static final Optional<String> NONE = Optional.empty();

  /** An invoice of an Irish seller to a German buyer, without tax. */
  private static ExampleDocument untaxedIn(TaxCategory category) {
    var tax =
        new MarketTax(
            category, Optional.of("Article 4").filter(_ -> category == TaxCategory.EXEMPT));
    return ExampleDocument.in("EUR")
        .of(Altered.market(ExampleParties.seller(), "DE", tax))
        .charge(untaxed("Windows Server", 2, "972.00"));
  }

  private static InvoiceDocument taxedDocument() {
    return ExampleDocument.in("EUR").charge(taxed("Windows Server", 3, "33.35", "0.19")).build();
  }

  private static InvoiceDocument german() {
    return Altered.seller(
        Altered.seller(taxedDocument(), Altered.vatNumber(Optional.of("DE811569869"))),
        Altered.address("DE", Optional.of("50667")));
  }

  private static InvoiceDocument of(TaxCategory category) {
    return untaxedIn(category).build();
  }

  private static UnaryOperator<Party> at(String scheme, String id) {
    return Altered.electronicAddress(Optional.of(new ElectronicAddress(scheme, id)));
  }

  private static Optional<PartyContact> contact(String email, String phone) {
    return Optional.of(new PartyContact("Accounts", Optional.of(email), Optional.of(phone)));
  }

  static Stream<Arguments> documents() {
    var taxed = taxedDocument();
    var german = german();
    var export = of(TaxCategory.EXPORT);
    return Stream.of(
        arguments("currency", ExampleDocument.in("KWD").charge(taxed("a", 1, "1.125", "0.05"))),
        arguments("seller.electronicAddress", Altered.seller(taxed, at("EM", "a@b.example"))),
        arguments("buyer.electronicAddress", Altered.buyer(taxed, at("0088", "7300010000002"))),
        arguments("seller.address.country", Altered.seller(taxed, Altered.address("XK", NONE))),
        arguments("buyer.address.country", Altered.buyer(taxed, Altered.address("XK", NONE))),
        arguments("seller.vatNumber", Altered.seller(taxed, Altered.vatNumber(NONE))),
        arguments("seller.vatNumber", Altered.seller(export, Altered.vatNumber(NONE))),
        arguments(
            "seller.vatNumber", Altered.seller(taxed, Altered.vatNumber(Optional.of("6388047V")))),
        arguments("buyer.vatNumber", Altered.buyer(taxed, Altered.vatNumber(Optional.of("QQ1")))),
        arguments("buyer.vatNumber", Altered.buyer(taxed, Altered.vatNumber(Optional.of("NL1")))),
        arguments(
            "buyer.vatNumber",
            Altered.buyer(of(TaxCategory.INTRA_COMMUNITY), Altered.vatNumber(NONE))),
        arguments(
            "buyer.vatNumber",
            Altered.buyer(
                Altered.buyer(of(TaxCategory.REVERSE_CHARGE), Altered.vatNumber(NONE)),
                Altered.registrationNumber(NONE))),
        arguments(
            "seller.registrationNumber",
            Altered.seller(of(TaxCategory.OUT_OF_SCOPE), Altered.registrationNumber(NONE))),
        arguments(
            "lines", untaxedIn(TaxCategory.OUT_OF_SCOPE).charge(taxed("a", 1, "1.00", "0.19"))),
        arguments("lines", ExampleDocument.in("EUR").charge(taxed("a", 1, "1000.00", "0.004"))),
        arguments("lines", manySmallPrices()),
        arguments("seller.contact", Altered.seller(german, Altered.contact(Optional.empty()))),
        arguments(
            "seller.contact.phone",
            Altered.seller(german, Altered.contact(contact("a@b.example", "none")))),
        arguments(
            "seller.contact.email",
            Altered.seller(german, Altered.contact(contact("a@b", "+49 221 1")))),
        arguments("seller.address.postalCode", Altered.seller(german, Altered.address("DE", NONE))),
        arguments("buyer.address.postalCode", Altered.buyer(german, Altered.address("DE", NONE))),
        arguments("seller.paymentTerms.note", Altered.terms(german, "#SKONTO#TAGE=7#")),
        arguments("lines", germanOutOfScope()),
        arguments(
            "seller.address.postalCode",
            Altered.seller(
                Altered.seller(taxed, Altered.vatNumber(Optional.of("IT00743110157"))),
                Altered.address("IT", NONE))),
        arguments("seller.address.country", from("DK")),
        arguments("seller.address.country", from("GR")),
        arguments("seller.address.country", from("IS")),
        arguments("seller.address.country", from("NL")),
        arguments("seller.address.country", from("NO")),
        arguments("seller.address.country", from("SE")));
  }

  private static InvoiceDocument from(String country) {
    return Altered.seller(
        Altered.seller(taxedDocument(), Altered.vatNumber(Optional.of(country + "123456789"))),
        Altered.address(country, Optional.of("1000")));
  }

  private static InvoiceDocument germanOutOfScope() {
    return Altered.seller(
        of(TaxCategory.OUT_OF_SCOPE), Altered.address("DE", Optional.of("50667")));
  }

  /** Prices that each hold less than half a cent of tax: the invoice has none on 15.00 AUD. */
  private static ExampleDocument manySmallPrices() {
    var items = Collections.nCopies(300, included("a", 1, "0.05", "0.10"));
    return ExampleDocument.in("AUD")
        .forCustomer(ExampleDocument.customer("Fabrikam", "AU"))
        .charge(items.toArray(ExampleDocument.Item[]::new));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void areWhatTheRulesFind(String field, Object given) {
    var document = given instanceof ExampleDocument example ? example.build() : given;
    var ofIt = (InvoiceDocument) document;

    assertThat(lacks(ofIt)).extracting(Lack::field).contains(field);
    assertThat(EInvoiceRules.findings(InvoiceUbl.render(ofIt))).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = TaxCategory.class, names = "STANDARD", mode = EnumSource.Mode.EXCLUDE)
  void areNoneIfTheRulesFindNothingInAnUntaxedInvoice(TaxCategory category) {
    var document = of(category);

    assertThat(lacks(document)).isEmpty();
    assertThat(EInvoiceRules.findings(InvoiceUbl.render(document))).isEmpty();
  }

  @Test
  void areNoneIfTheRulesFindNothingBetweenGermanCompanies() {
    assertThat(lacks(german())).isEmpty();
    assertThat(EInvoiceRules.findings(InvoiceUbl.render(german()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0007, 5560360793, 5560360794",
    "0088, 7300010000001, 7300010000010",
    "0096, 1234567890, 123456789",
    "0106, 12345678, 1234567",
    "0151, 51824753556, 51824753557",
    "0184, DK12345678, DK1234567",
    "0190, 00000001234567890123, 123",
    "0192, 923609016, 923609017",
    "0198, DK12345678, 12345678",
    "0201, UFK1AB, UFK1",
    "0208, 0202239951, 0202239952",
    "0210, 00743110157, 0074311015",
    "0211, IT00743110157, IT00743110158",
    "9944, NL123456789B12, NL123456789",
    "9930, DE811569869, ''"
  })
  void areInvalidIdsOfPeppol(String scheme, String valid, String invalid) {
    var right = Altered.buyer(taxedDocument(), at(scheme, valid));

    assertThat(lacks(right)).isEmpty();
    assertThat(EInvoiceRules.findings(InvoiceUbl.render(right))).isEmpty();
    if (!invalid.isEmpty()) {
      var wrong = Altered.buyer(taxedDocument(), at(scheme, invalid));

      assertThat(lacks(wrong))
          .containsExactly(
              new Lack("buyer.electronicAddress", "is no valid id of the scheme " + scheme));
      assertThat(EInvoiceRules.findings(InvoiceUbl.render(wrong))).isNotEmpty();
    }
  }

  @Test
  void areNoneInDrawnDocumentsOfTwoDecimals() {
    var seed = DrawnDocuments.seed();
    var drawn = new DrawnDocuments(seed);
    for (int i = 0; i < 500; i++) {
      var document = drawn.next();
      var fields = lacks(document).stream().map(Lack::field).toList();
      var expected =
          document.currency().getDefaultFractionDigits() > 2
              ? List.of("currency")
              : List.<String>of();

      assertThat(fields).as("seed %s", seed).isEqualTo(expected);
    }
  }

  @Test
  void nameEachMissingAddress() {
    var without =
        Altered.buyer(
            Altered.seller(taxedDocument(), Altered.electronicAddress(Optional.empty())),
            Altered.electronicAddress(Optional.empty()));

    assertThat(lacks(without))
        .containsExactly(
            new Lack("seller.electronicAddress", "is missing"),
            new Lack("buyer.electronicAddress", "is missing"));
  }

  @Test
  void nameTheNumberOfAPreview() {
    var preview = ExampleDocument.in("EUR").preview().charge(taxed("a", 1, "1.00", "0.19")).build();

    assertThat(lacks(preview))
        .containsExactly(new Lack("number", "is given when the month is issued"));
  }

  @Test
  void nameEachCurrencyThatEInvoicesDoNotKnow() {
    var old = ExampleDocument.in("DEM").charge(taxed("a", 1, "1.00", "0.19")).build();

    assertThat(lacks(old))
        .containsExactly(new Lack("currency", "is DEM, which e-invoices do not know"));
    assertThat(EInvoiceRules.findings(InvoiceUbl.render(old))).isNotEmpty();
  }

  private static List<Lack> lacks(InvoiceDocument document) {
    return DocumentLacks.of(document, DocumentFormat.UBL);
  }
}
