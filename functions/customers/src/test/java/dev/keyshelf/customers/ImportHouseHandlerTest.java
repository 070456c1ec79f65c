package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.NumberScheme;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.handler.HandlerFixture;
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
}
