package dev.keyshelf.documents;

import static dev.keyshelf.documents.ExampleDocument.Item.taxed;
import static dev.keyshelf.documents.ExampleDocument.Item.untaxed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.LedgerLine;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.DocumentLacks;
import dev.keyshelf.domain.document.DocumentLine;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.party.MarketTax;
import dev.keyshelf.domain.party.TaxCategory;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentLacksTest {
  private static ExampleDocument anInvoice() {
    return ExampleDocument.in("EUR").charge(untaxed("Windows Server", 2, "972.00"));
  }

  /** Returns an invoice to the market of Germany with lines of a category. */
  private static InvoiceDocument of(TaxCategory category) {
    var tax = new MarketTax(category, Optional.empty());
    return anInvoice().of(Altered.market(ExampleParties.seller(), "DE", tax)).build();
  }

  /** Returns the same to a buyer without a number in the company register. */
  private static InvoiceDocument unregistered(TaxCategory category) {
    return Altered.buyer(of(category), Altered.registrationNumber(Optional.empty()));
  }

  /** Returns an invoice with a line that release 0.1.0 booked. */
  private static InvoiceDocument ofAnEarlierRelease() {
    return lines(
        ExampleDocument.in("USD").charge(untaxed("Windows Server", 2, "972.00")).build(),
        line -> {
          var old = line.line();
          var booked =
              new LedgerLine(
                  old.line(),
                  old.sku(),
                  old.title(),
                  old.quantity(),
                  old.amount(),
                  old.tax(),
                  old.terms(),
                  old.explanation(),
                  Optional.empty());
          var entry = line.entry();
          return new DocumentLine(
              new LedgerEntry.Charge(
                  entry.id(),
                  entry.partner(),
                  entry.customer(),
                  entry.order(),
                  entry.at(),
                  List.of(booked),
                  Optional.empty()),
              booked,
              line.amounts(),
              Optional.empty(),
              Optional.empty());
        });
  }

  private static InvoiceDocument lines(
      InvoiceDocument document, UnaryOperator<DocumentLine> change) {
    return new InvoiceDocument(
        document.partner(),
        document.month(),
        document.issue(),
        document.seller(),
        document.buyer(),
        document.settlement(),
        document.lines().stream().map(change).toList());
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void nameEachMarketWithoutItsTaxOnce(DocumentFormat format) {
    var other = new MarketTax(TaxCategory.EXPORT, Optional.empty());
    var document =
        anInvoice()
            .of(Altered.market(ExampleParties.seller(), "US", other))
            .charge(untaxed("a", 1, "1.00"), untaxed("b", 1, "1.00"))
            .forCustomer(ExampleDocument.customer("Adatum", "AT"))
            .charge(taxed("c", 1, "1.00", "0.20"))
            .build();

    assertThat(DocumentLacks.of(document, format))
        .containsExactly(
            new Lack("marketTaxes.AT", "is missing, and a line is of this market"),
            new Lack("marketTaxes.DE", "is missing, and a line is of this market"));
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void areNoneInACompleteInvoice(DocumentFormat format) {
    assertThat(DocumentLacks.of(anInvoice().build(), format)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = TaxCategory.class,
      names = {"REVERSE_CHARGE", "INTRA_COMMUNITY"})
  void nameBothVatNumbersOnPaperWhereTheBuyersDecides(TaxCategory category) {
    var without =
        Altered.seller(
            Altered.buyer(unregistered(category), Altered.vatNumber(Optional.empty())),
            Altered.vatNumber(Optional.empty()));

    assertThat(DocumentLacks.of(without, DocumentFormat.PDF))
        .containsExactly(
            new Lack("seller.vatNumber", "is missing, and lines have the category " + category),
            new Lack("buyer.vatNumber", "is missing, and lines have the category " + category));
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void areNoneWhereTheBuyersRegistrationReplacesItsVatNumber(DocumentFormat format) {
    var registered =
        Altered.buyer(of(TaxCategory.REVERSE_CHARGE), Altered.vatNumber(Optional.empty()));

    assertThat(DocumentLacks.of(registered, format)).isEmpty();
  }

  @Test
  void nameTheSellersTaxNumberOnPaperWithTax() {
    var taxed = ExampleDocument.in("EUR").charge(taxed("a", 1, "1.00", "0.19")).build();
    var registered = Altered.seller(taxed, Altered.vatNumber(Optional.empty()));
    var unknown = Altered.seller(registered, Altered.registrationNumber(Optional.empty()));

    assertThat(DocumentLacks.of(registered, DocumentFormat.PDF)).isEmpty();
    assertThat(DocumentLacks.of(unknown, DocumentFormat.PDF))
        .containsExactly(new Lack("seller.vatNumber", "is missing, and lines have tax"));
  }

  @Test
  void areNoneOnPaperWithoutTax() {
    var unknown =
        Altered.seller(
            Altered.seller(of(TaxCategory.EXPORT), Altered.vatNumber(Optional.empty())),
            Altered.registrationNumber(Optional.empty()));

    assertThat(DocumentLacks.of(unknown, DocumentFormat.PDF)).isEmpty();
  }

  @Test
  void areNoneOnPaperForWhatRelease010Booked() {
    assertThat(DocumentLacks.of(ofAnEarlierRelease(), DocumentFormat.PDF)).isEmpty();
  }

  @Test
  void nameTheLinesOfAnEInvoiceThatRelease010Booked() {
    assertThat(DocumentLacks.of(ofAnEarlierRelease(), DocumentFormat.UBL))
        .containsExactly(
            new Lack(
                "lines", "are of release 0.1.0, which did not keep their market and tax rate"));
  }

  @Test
  void nameTheLinesOfAnEInvoiceWithoutLines() {
    var document = anInvoice().build();
    var empty =
        new InvoiceDocument(
            document.partner(),
            document.month(),
            document.issue(),
            document.seller(),
            document.buyer(),
            document.settlement(),
            List.of());

    assertThat(DocumentLacks.of(empty, DocumentFormat.UBL))
        .containsExactly(new Lack("lines", "are missing: the document only carries a credit"));
  }
}
