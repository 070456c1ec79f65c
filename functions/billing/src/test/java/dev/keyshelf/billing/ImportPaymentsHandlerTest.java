package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.ImportHandler;
import dev.keyshelf.api.imports.Report;
import dev.keyshelf.api.imports.Supplied;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

class ImportPaymentsHandlerTest {
  private static final Events DROPPED = Events.of("import-payments");
  private static final String KEY = "imports/payments/2026-01.csv";
  private static final String HEADER = "partner,invoice,reference,amount,currency,paidOn\n";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void isInvoiced() {
    fixture.partnerIs(false);
    fixture.bought(Story.licences());
    new IssueInvoices(
            fixture.ports().partners(), fixture.ports().ledger(), fixture.ports().invoices())
        .issue(Instant.parse("2026-12-01T01:00:00Z"), TimeLeft.ENDLESS);
    fixture.strike(Instant.parse("2026-12-16T12:00:00Z"));
  }

  private String imported(String rows) {
    return imported(HEADER, rows);
  }

  private String imported(String header, String rows) {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    fixture
        .cloud()
        .s3()
        .putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromString(header + rows));
    fixture.drop(ImportPaymentsHandler::new, DROPPED);
    return report();
  }

  private String report() {
    return fixture
        .cloud()
        .s3()
        .getObjectAsBytes(
            get -> get.bucket(fixture.environment("KEYSHELF_BUCKET")).key(KEY + ".report.json"))
        .asUtf8String();
  }

  private static final class BrokenOff extends ImportHandler {
    BrokenOff(Wiring wiring) {
      super(wiring.clock(), wiring.activityLog(), wiring.bucketFiles()::write);
    }

    @Override
    protected Optional<Report> importObject(Supplied supplied) {
      var faults = new Faults();
      faults.add(new ImportFault(nameOf(supplied.key()), 4, "amount", "is too much"));
      return Optional.of(Report.brokenOff(2, faults));
    }
  }

  @Test
  void anImportThatBrokeOffIsLoggedAsDoneWithTheCountOfItsEffects() {
    fixture.drop(BrokenOff::new, DROPPED);

    assertThat(fixture.log(PartnerId.HOUSE))
        .filteredOn(each -> each.outcome() != Outcome.BEGUN)
        .singleElement()
        .satisfies(each -> assertThat(each.outcome()).isEqualTo(Outcome.DONE))
        .satisfies(each -> assertThat(each.detail()).contains(KEY + ": 2 imported, then 1 fault"));
    assertThat(report()).contains("\"imported\":2", "\"line\":4");
  }

  private String open() {
    return fixture
        .send(
            ReadBalanceHandler::new,
            Events.of("read-balance").onRoute("GET /v1/balance").from("AccountAdmin"))
        .at("/items/0/open/amount");
  }

  @Test
  void recordsThePaymentsOfTheFile() {
    assertThat(imported("partner-a,INV-000001,B-1,944.00,USD,2026-12-15\n"))
        .contains("\"imported\":1", "\"unchanged\":false", "\"faults\":[]");
    assertThat(open()).isEqualTo("1000.00");
  }

  @Test
  void theSameFileAgainChangesNothingAndSaysSo() {
    var row = "partner-a,INV-000001,B-1,944.00,USD,2026-12-15\n";
    imported(row);

    assertThat(imported(row)).contains("\"imported\":0", "\"unchanged\":true", "\"faults\":[]");
    assertThat(open()).isEqualTo("1000.00");
  }

  @Test
  void theReportNamesOverpaymentsAndReversals() {
    var report =
        imported(
            """
            partner-a,INV-000001,B-1,2000.00,USD,2026-12-15
            """);

    assertThat(report)
        .contains(
            "\"notes\":[{\"file\":\"2026-01.csv\",\"line\":2,\"path\":\"amount\",\"detail\":\"is"
                + " 56.00 USD more than INV-000001 had open: they are credit now\"}]");
    assertThat(open()).isEqualTo("0.00");
    assertThat(
            imported(
                "partner,kind,invoice,reference,amount,currency,paidOn,undoes\n",
                "partner-a,REVERSAL,,R-1,2000.00,USD,2026-12-16,B-1\n"))
        .contains(
            "\"imported\":1",
            "B-1 is undone: 1944.00 USD are open again on INV-000001, and 56.00 USD are no credit"
                + " any more");
    assertThat(open()).isEqualTo("1944.00");
  }

  @Test
  void aFaultNamesItsLineAndColumnAndNothingIsRecorded() {
    var report =
        imported(
            """
            partner-a,INV-000001,B-1,944.00,USD,2026-12-15
            partner-b,INV-000001,B-2,944.00,USD,2026-12-15
            """);

    assertThat(report)
        .contains(
            "{\"file\":\"2026-01.csv\",\"line\":3,\"path\":\"invoice\","
                + "\"detail\":\"partner-b has no invoice INV-000001\"}");
    assertThat(open()).isEqualTo("1944.00");
  }
}
