package dev.keyshelf.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.documents.ExampleCharges;
import dev.keyshelf.documents.ExampleDocument;
import dev.keyshelf.documents.ExampleDocument.Item;
import dev.keyshelf.domain.document.InvoiceDocument;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.PageSize;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the pictures of documents that the pages show, into the folder {@code screenshots}. */
@EnabledIfSystemProperty(
    named = "screenshots",
    matches = ".+",
    disabledReason = "takes pictures; CONTRIBUTING.md has the command")
class DocumentPicturesTest {
  private static final int DOTS_PER_INCH = 90;

  private static final Item SERVER =
      Item.taxed("Windows Server 2019 Standard", 2, "972.00", "0.19");
  private static final Item DATABASE = Item.taxed("SQL Server 2022 Standard", 4, "1418.00", "0.19");

  @Test
  void takesAnInvoiceAndACreditNoteInTwoLanguages() throws IOException {
    for (var language : new SpokenLanguage[] {SpokenLanguage.ENGLISH, SpokenLanguage.KOREAN}) {
      picture("invoice", InvoicePdf.render(invoice(language)), language);
      picture("credit-note", InvoicePdf.render(creditNote(language)), language);
    }
  }

  @Test
  void takesAStatementOfCharges() throws IOException {
    var language = SpokenLanguage.ENGLISH;
    var statement = ExampleCharges.of(invoice(language), true, language, PageSize.A4);

    picture("charges", ChargesPdf.render(statement), language);
  }

  private static ExampleDocument begun(SpokenLanguage language) {
    var customer = ExampleDocument.customer(Spoken.names(language).getFirst(), "DE");
    return ExampleDocument.in("EUR").in(language, PageSize.A4).forCustomer(customer);
  }

  private static InvoiceDocument invoice(SpokenLanguage language) {
    return begun(language)
        .carriedIn("-120.00")
        .charge(SERVER, DATABASE)
        .credit(
            "ORDERED_BY_MISTAKE", Item.taxed("Windows Server 2019 Standard", 1, "972.00", "0.19"))
        .build();
  }

  private static InvoiceDocument creditNote(SpokenLanguage language) {
    return begun(language)
        .numbered("KS-2026-000043")
        .charge(SERVER)
        .credit("CUSTOMER_CHANGED_MIND", DATABASE)
        .build();
  }

  private static void picture(String name, byte[] document, SpokenLanguage language)
      throws IOException {
    var root = Path.of(System.getProperty("keyshelf.root"), System.getProperty("screenshots"));
    var file = root.resolve("document-%s-%s.png".formatted(name, language.tag()));
    try (var pdf = Loader.loadPDF(document)) {
      var page = new PDFRenderer(pdf).renderImageWithDPI(0, DOTS_PER_INCH, ImageType.GRAY);

      assertThat(ImageIO.write(page, "png", file.toFile())).isTrue();
    }
  }
}
