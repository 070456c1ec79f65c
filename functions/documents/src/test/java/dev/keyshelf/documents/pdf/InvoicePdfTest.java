package dev.keyshelf.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.documents.DrawnDocuments;
import dev.keyshelf.documents.ExampleDocument;
import dev.keyshelf.documents.ExampleDocument.Item;
import dev.keyshelf.documents.ExampleParties;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.domain.billing.Totals;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoicePdfTest {
  private static final Item SERVER = Item.taxed("Windows Server 2019 Standard", 3, "33.35", "0.19");

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void holdsFiftyLinesInFortyKilobytes(SpokenLanguage language) {
    assertThat(InvoicePdf.render(Spoken.of(50, language)).length).isLessThanOrEqualTo(40 * 1024);
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void rendersTheSameBytesForTheSameDocument(SpokenLanguage language) {
    assertThat(InvoicePdf.render(Spoken.of(40, language)))
        .isEqualTo(InvoicePdf.render(Spoken.of(40, language)));
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void saysEachLineInItsOrder(SpokenLanguage language) throws IOException {
    var document = Spoken.of(40, language);
    var written = new Written(language);

    var text = Spoken.text(InvoicePdf.render(document));

    var from = 0;
    for (var line : document.lines()) {
      var customer = line.entry().billedTo().orElseThrow().companyName();
      var references = line.line().particulars().orElseThrow().references();
      for (var value :
          new String[] {
            written.date(line.entry().at()),
            line.line().title(),
            customer,
            line.entry().order().value(),
            line.entry().purchaseOrderNumber().orElseThrow(),
            references.reference().orElseThrow(),
            references.costCentre().orElseThrow(),
            written.amount(line.line().particulars().orElseThrow().unitPrice()),
            written.amount(line.amounts().net()),
            written.rate(line.line().taxRate().orElseThrow()),
            written.amount(line.amounts().tax()),
            written.amount(line.amounts().gross())
          }) {
        var at = text.indexOf(Spoken.blanks(value), from);
        assertThat(at).as("%s after %s", value, from).isNotNegative();
        from = at;
      }
    }
    var settlement = document.settlement();
    assertThat(text)
        .contains(
            Spoken.blanks(written.money(settlement.totals().gross())),
            Spoken.blanks(written.money(settlement.carriedIn())),
            Spoken.blanks(written.money(settlement.due())));
  }

  @ParameterizedTest
  @EnumSource(SpokenLanguage.class)
  void keepsALabelOnTheLineOfItsValue(SpokenLanguage language) throws IOException {
    try (var document = Loader.loadPDF(InvoicePdf.render(Spoken.of(20, language)))) {
      var lines = new PDFTextStripper().getText(document).lines().map(String::strip);

      assertThat(lines).isNotEmpty().noneMatch(line -> line.endsWith(":"));
    }
  }

  @Test
  void saysWhatEachCreditIsOfAndHowItWasCalculated() throws IOException {
    var text =
        Spoken.text(
            InvoicePdf.render(
                ExampleDocument.in("EUR")
                    .in(SpokenLanguage.RUSSIAN, PageSize.A4)
                    .credit("CUSTOMER_CHANGED_MIND: yes", SERVER)
                    .build()));

    assertThat(text)
        .contains("Кредит-нота KS-2026-000042", "KS-2026-000017 (2026-09)")
        .contains("100.05 EUR x 3/3 x 365 из 365 дн. = 100.05 EUR")
        .contains("Причина: Клиент передумал: yes")
        .contains("Итог отрицателен", "-119,06 EUR", "0,00 EUR");
  }

  @Test
  void rendersDocumentsOfEveryMarket() {
    var seed = DrawnDocuments.seed();
    System.out.println("seed " + seed);
    var drawn = new DrawnDocuments(seed);
    for (var i = 0; i < 20; i++) {
      assertThat(InvoicePdf.render(drawn.next())).isNotEmpty();
    }
  }

  @Test
  void carriesSumsFromPageToPage() throws IOException {
    var pages = Spoken.pages(InvoicePdf.render(Spoken.of(60, SpokenLanguage.ENGLISH)));

    for (var page = 0; page + 1 < pages.size(); page++) {
      var over = after(pages.get(page), "Carried over ");
      if (!over.isEmpty()) {
        assertThat(after(pages.get(page + 1), "Brought forward ")).isEqualTo(over);
      }
    }
    assertThat(pages.getFirst()).contains("Carried over");
    assertThat(pages.get(1)).contains("Brought forward", "Date (UTC) Title Quantity");
  }

  private static String after(String page, String words) {
    var at = page.indexOf(words);
    return at < 0
        ? ""
        : String.join(" ", List.of(page.substring(at + words.length()).split(" ")).subList(0, 3));
  }

  @Test
  void numbersAllPages() throws IOException {
    var pages = Spoken.pages(InvoicePdf.render(Spoken.of(60, SpokenLanguage.ENGLISH)));

    for (var page = 1; page <= pages.size(); page++) {
      assertThat(pages.get(page - 1))
          .contains(String.format(Locale.ROOT, "Page %s of %s", page, pages.size()))
          .contains("KS-2026-000042");
    }
  }

  @Test
  void saysPreviewOnEveryPageBeforeTheIssue() throws IOException {
    var drawn = ExampleDocument.in("EUR").preview();
    for (var i = 0; i < 40; i++) {
      drawn.charge(SERVER);
    }

    var pages = Spoken.pages(InvoicePdf.render(drawn.build()));

    assertThat(pages).hasSizeGreaterThan(1).allMatch(page -> page.contains("PREVIEW"));
    assertThat(Spoken.text(InvoicePdf.render(Spoken.of(1, SpokenLanguage.ENGLISH))))
        .doesNotContain("PREVIEW");
  }

  @Test
  void takesThePaperOfTheBuyer() throws IOException {
    var letter =
        ExampleDocument.in("EUR").in(SpokenLanguage.ENGLISH, PageSize.LETTER).charge(SERVER);

    try (var file = Loader.loadPDF(InvoicePdf.render(letter.build()))) {
      assertThat(file.getPage(0).getMediaBox().getWidth()).isEqualTo(612);
      assertThat(file.getPage(0).getMediaBox().getHeight()).isEqualTo(792);
    }
  }

  @Test
  void turnsThePaperForTheLargestAmounts() throws IOException {
    var large = Item.untaxed("A title that needs its place", 1, "9223372036854775.807");

    var file = InvoicePdf.render(ExampleDocument.in("KWD").charge(large, large).build());

    assertThat(Spoken.text(file)).contains("18,446,744,073,709,551.614 KWD");
    try (var document = Loader.loadPDF(file)) {
      var paper = document.getPage(0).getMediaBox();
      assertThat(paper.getWidth()).isGreaterThan(paper.getHeight());
    }
  }

  @Test
  void saysMoreCharactersThanHaveOneByte() throws IOException {
    var ideographs = new StringBuilder();
    for (var each = 0; each < 1000; each++) {
      ideographs.appendCodePoint(0x4E00 + each);
    }
    var drawn = ExampleDocument.in("EUR");
    for (var from = 0; from < ideographs.length(); from += 25) {
      var name = ideographs.substring(from, from + 25);
      drawn.forCustomer(ExampleDocument.customer(name, "DE")).charge(SERVER);
    }

    var text = Spoken.text(InvoicePdf.render(drawn.build()));

    for (var from = 0; from < ideographs.length(); from += 25) {
      assertThat(text).contains(ideographs.substring(from, from + 25));
    }
  }

  @Test
  void namesTheCharacterThatHasNoGlyph() {
    var thai = ExampleDocument.in("EUR").forCustomer(ExampleDocument.customer("A\u0E01", "DE"));

    assertThatThrownBy(() -> InvoicePdf.render(thai.charge(SERVER).build()))
        .isInstanceOf(MissingGlyph.class)
        .hasMessage(
            "lines[0].customerName has U+0E01 (THAI CHARACTER KO KAI), for which no font has a"
                + " glyph");
  }

  @Test
  void refusesLinesThatDoNotAddUpToTheTotals() {
    var drawn = ExampleDocument.in("EUR").charge(SERVER).build();
    var other =
        new InvoiceDocument(
            drawn.partner(),
            drawn.month(),
            drawn.issue(),
            drawn.seller(),
            drawn.buyer(),
            new Settlement(Totals.of(drawn.currency()), drawn.settlement().carriedIn()),
            drawn.lines());

    assertThatThrownBy(() -> InvoicePdf.render(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the lines add up to 119.06 EUR, and the totals to 0.00 EUR");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 14, 18, 22, 26, 30, 34})
  void keepsThePhoneNumberOfAContactOnOneLine(int letters) throws IOException {
    var phone = "+353 1 (0) 555 0100";
    var buyer = ExampleParties.buyer();
    var contact =
        new PartyContact("n".repeat(letters), Optional.of("a@b.example"), Optional.of(phone));
    var party =
        new Party(
            buyer.party().legalName(),
            buyer.party().address(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(contact));
    var document =
        ExampleDocument.in("EUR")
            .to(new Buyer(party, Optional.empty(), Optional.empty(), buyer.language(), PageSize.A4))
            .charge(SERVER)
            .build();

    try (var file = Loader.loadPDF(InvoicePdf.render(document))) {
      assertThat(new PDFTextStripper().getText(file).lines())
          .anyMatch(line -> line.replace('\u00A0', ' ').contains(phone));
    }
  }
}
