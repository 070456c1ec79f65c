package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.NumberScheme;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

class ImportHouseHandlerTest {
  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private String imported(String format, int digits) {
    return imported(
        """
        invoiceNumbers:
          format: "%s"
          digits: %s
        """
            .formatted(format, digits));
  }

  private String imported(String yaml) {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    fixture
        .cloud()
        .s3()
        .putObject(
            put -> put.bucket(bucket).key("imports/house/house.yaml"),
            RequestBody.fromString(yaml));
    return fixture.drop(ImportHouseHandler::new, Events.of("import-house")).toString();
  }

  @Test
  void setsTheNumbersOfInvoices() {
    assertThat(imported("KS-{year}-{partner}-{number}", 6))
        .contains("\"imported\":1", "\"unchanged\":false", "\"faults\":[]");

    assertThat(fixture.ports().invoices().scheme())
        .contains(new NumberScheme("KS-{year}-{partner}-{number}", 6));
  }

  @Test
  void theSameAgainChangesNothingAndSaysSo() {
    imported("KS-{year}-{number}", 6);

    assertThat(imported("KS-{year}-{number}", 6))
        .contains("\"imported\":0", "\"unchanged\":true", "\"faults\":[]");
  }

  @ParameterizedTest
  @CsvSource({"KS-{number}, 6", "KS-{year}-{number}, 5"})
  void anotherSchemeIsRefusedAndTheFirstStays(String format, int digits) {
    imported("KS-{year}-{number}", 6);

    assertThat(imported(format, digits))
        .contains(
            "\"imported\":0",
            "{\"file\":\"house.yaml\",\"line\":2,\"path\":\"invoiceNumbers\",\"detail\":\"is set to"
                + " KS-{year}-{number} with 6 digits and can never be changed\"}");
    assertThat(fixture.ports().invoices().scheme())
        .contains(new NumberScheme("KS-{year}-{number}", 6));
  }

  @ParameterizedTest
  @CsvSource({
    "'{partner}{number}', 6, line 2 invoiceNumbers.format two partners could get one number",
    "'INV-{number}', 6, line 2 invoiceNumbers.format could give numbers such as INV-000001",
    "'KS-{year}', 6, line 2 invoiceNumbers.format must have {number} once",
    "'KS {number}', 6, line 2 invoiceNumbers.format must be at most 40 letters",
    "'KS-{number}', 0, line 3 invoiceNumbers.digits must be"
  })
  void aSchemeByWhichNumbersCouldMeetIsRefusedAtItsPlace(String format, int digits, String why) {
    var parts = why.split(" ", 4);

    assertThat(imported(format, digits))
        .contains(
            "\"imported\":0",
            "\"line\":%s,\"path\":\"%s\"".formatted(parts[1], parts[2]),
            parts[3]);
    assertThat(fixture.ports().invoices().scheme()).isEmpty();
  }

  @Test
  void aFileThatIsNoHouseIsRefused() {
    assertThat(imported("partners: []\n")).contains("\"imported\":0", "\"path\":\"partners\"");
    assertThat(imported("- a\n")).contains("\"imported\":0", "\"line\":1");
  }

  @Test
  void importsTheSellerWithTheTaxesOfItsMarkets() {
    assertThat(imported(PartyFiles.HOUSE)).contains("\"imported\":1", "\"unchanged\":false");

    assertThat(fixture.ports().parties().seller()).contains(PartyFiles.SELLER);
    assertThat(fixture.ports().invoices().scheme()).isEmpty();
  }

  @Test
  void theSameSellerAgainIsUnchangedAndAnotherOneReplacesIt() {
    imported(PartyFiles.HOUSE);

    assertThat(imported(PartyFiles.HOUSE)).contains("\"imported\":0", "\"unchanged\":true");
    assertThat(imported(PartyFiles.HOUSE.replace("days: 30", "days: 14")))
        .contains("\"imported\":1", "\"unchanged\":false");
    assertThat(fixture.ports().parties().seller().orElseThrow().terms().days()).isEqualTo(14);
  }

  @Test
  void anotherSchemeRefusesTheSellerInItsFileToo() {
    imported("KS-{year}-{number}", 6);

    assertThat(
            imported("invoiceNumbers: {format: \"HQ-{number}\", digits: 6}\n" + PartyFiles.HOUSE))
        .contains("\"imported\":0", "can never be changed");
    assertThat(fixture.ports().parties().seller()).isEmpty();
  }

  @Test
  void notesWhatDocumentsWillLackOfTheSeller() {
    Catalogues.isPublished(
        fixture.ports().catalogueVersions(), Catalogues.aCatalogue("v1", "1200.00"), fixture.now());
    var bare =
        PartyFiles.HOUSE
            .replace("  vatNumber: IE1234567FA\n", "")
            .replaceAll("  electronicAddress: .*\n", "");

    assertThat(imported(bare))
        .contains(
            "\"imported\":1",
            "\"faults\":[]",
            note(2, "seller.electronicAddress", "is missing, so no e-invoices are made"),
            note(2, "seller.vatNumber", "is missing, so e-invoices are made only if"),
            note(23, "marketTaxes.US", "is missing, so no documents with its lines are made"));
  }

  @Test
  void notesNothingIfDocumentsLackNothing() {
    assertThat(imported(PartyFiles.HOUSE)).contains("\"notes\":[]");
  }

  @Test
  void importsTheSampleSellerWithoutNotesBesideAWholeCatalogue() throws IOException {
    var samples = Path.of(System.getProperty("keyshelf.root"), "samples/imports/house");
    Catalogues.isPublished(
        fixture.ports().catalogueVersions(), Catalogues.aCatalogue("v1", "1200.00"), fixture.now());

    assertThat(imported(Files.readString(samples.resolve("seller.yaml"))))
        .contains("\"imported\":1", "\"faults\":[]", "\"notes\":[]");
  }

  private static String note(int line, String path, String detail) {
    return "{\"file\":\"house.yaml\",\"line\":%s,\"path\":\"%s\",\"detail\":\"%s"
        .formatted(line, path, detail);
  }
}
