package dev.keyshelf.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.documents.ExampleCharges;
import dev.keyshelf.documents.ExampleDocument;
import dev.keyshelf.documents.ExampleDocument.Item;
import dev.keyshelf.documents.ExampleParties;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.resale.RebilledTotals;
import dev.keyshelf.domain.resale.StatementOfCharges;
import dev.keyshelf.testkit.document.AccessibilityRules;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChargesPdfTest {
  private static StatementOfCharges statement(
      int lines, boolean isClosed, SpokenLanguage language) {
    return ExampleCharges.of(Spoken.of(lines, language), isClosed, language, PageSize.A4);
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void saysEachLineAtItsResalePriceAndTheSums(SpokenLanguage language) throws IOException {
    var statement = statement(20, true, language);

    var text = Spoken.text(ChargesPdf.render(statement));

    var written = new Written(language);
    for (var each : statement.entries()) {
      for (var line : each.lines()) {
        var amount = each.entry().signed(line.amount());
        assertThat(text)
            .contains(
                Spoken.blanks(written.amount(line.unitPrice()) + " " + written.amount(amount)));
      }
    }
    var totals = statement.totals();
    assertThat(text)
        .contains(
            Spoken.blanks(written.money(totals.charged())),
            Spoken.blanks(written.money(totals.credited().negated())),
            Spoken.blanks(written.money(totals.net())));
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void saysThatItIsNoInvoice(SpokenLanguage language) throws IOException {
    var text = Spoken.text(ChargesPdf.render(statement(2, true, language)));

    assertThat(text)
        .contains(
            Word.STATEMENT_OF_CHARGES.in(language) + " 2026-",
            Spoken.blanks(Word.NO_INVOICE.in(language)))
        .doesNotContain(Word.MONTH_OPEN.in(language));
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void saysOnEachPageOfAnOpenMonthThatItIsAPreview(SpokenLanguage language) throws IOException {
    var pages = Spoken.pages(ChargesPdf.render(statement(60, false, language)));

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(pages)
        .allSatisfy(page -> assertThat(page).contains(Word.PREVIEW_OF_CHARGES.in(language)));
    assertThat(pages.getFirst()).contains(Spoken.blanks(Word.MONTH_OPEN.in(language)));
    assertThat(pages.getFirst()).contains(Word.CARRIED_OVER.in(language));
    assertThat(pages.get(1)).contains(Word.BROUGHT_FORWARD.in(language));
  }

  @Test
  void saysNothingOfWhatThePartnerPays() throws IOException {
    var server = Item.taxed("Windows Server", 3, "33.35", "0.19");
    var database = Item.taxed("SQL Server", 2, "71.10", "0.19");
    var document =
        ExampleDocument.in("EUR").charge(server, database).credit("OTHER", server).build();
    var statement = ExampleCharges.of(document, true, SpokenLanguage.ENGLISH, PageSize.A4);

    var text = Spoken.text(ChargesPdf.render(statement));

    assertThat(text)
        .contains("50.03", "106.65")
        .doesNotContain("33.35", "71.10", "100.05", "142.20");
    assertThat(text)
        .doesNotContain(Word.CALCULATION.in(SpokenLanguage.ENGLISH))
        .doesNotContain(document.issue().orElseThrow().number())
        .doesNotContain("19%");
  }

  @Test
  void refusesLinesThatDifferFromTheTotalsByACent() {
    var right = statement(20, true, SpokenLanguage.ENGLISH);
    var cent = new Money(BigInteger.ONE, right.currency());
    var totals = right.totals();
    var wrong =
        new RebilledTotals(totals.purchased(), totals.charged().plus(cent), totals.credited());

    assertThatThrownBy(
            () ->
                new StatementOfCharges(
                    right.customer(),
                    right.month(),
                    true,
                    right.seller(),
                    right.buyer(),
                    wrong,
                    right.entries()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the entries add up to");
  }

  @Test
  void isOnTheCustomersPaper() throws IOException {
    var document = Spoken.of(2, SpokenLanguage.ENGLISH);
    var letter = ExampleCharges.of(document, true, SpokenLanguage.ENGLISH, PageSize.LETTER);

    try (var pdf = Loader.loadPDF(ChargesPdf.render(letter))) {
      assertThat(pdf.getPage(0).getMediaBox().getWidth()).isEqualTo(PDRectangle.LETTER.getWidth());
    }
  }

  @Test
  void namesTheCustomersDetailThatHasACharacterWithoutGlyph() {
    var document = Spoken.of(2, SpokenLanguage.ENGLISH);
    var company = ExampleParties.buyer("Northwind \u0E01");
    var statement = ExampleCharges.of(document, true, company, SpokenLanguage.ENGLISH, PageSize.A4);

    assertThatThrownBy(() -> ChargesPdf.render(statement))
        .isInstanceOfSatisfying(
            MissingGlyph.class,
            why -> assertThat(why.lack().field()).isEqualTo("customer.billing.legalName"));
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void breaksNoRuleOfPdfUa(SpokenLanguage language) {
    assertThat(AccessibilityRules.findings(ChargesPdf.render(statement(20, false, language))))
        .isEmpty();
  }

  @Test
  void hasTheSameBytesAgain() {
    var statement = statement(5, true, SpokenLanguage.KOREAN);

    assertThat(ChargesPdf.render(statement)).isEqualTo(ChargesPdf.render(statement));
  }
}
