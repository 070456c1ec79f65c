package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

class ReadImportsHandlerTest {
  private static final Events READ = Events.of("read-imports");
  private static final String FILE = "imports/keys/pool/2026-11.csv";
  private static final String REPORT =
      "{\"imported\":0,\"unchanged\":false,\"faults\":[],\"moreFaults\":2}";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private Reply page(String query) {
    return fixture.send(ReadImportsHandler::new, READ.withQuery(query));
  }

  private Reply report(String name) {
    return fixture.send(
        ReadImportsHandler::new,
        READ.onRoute("GET /v1/operator/imports/reports").withQuery("report=" + name));
  }

  private void put(String key, String text) {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    fixture
        .cloud()
        .s3()
        .putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private void recorded(int minute, Outcome outcome, String detail) {
    var at = fixture.now().minus(Duration.ofMinutes(minute));
    var act = new Act(new Actor.Operator("AWS:OLGA", "192.0.2.1"), at, "request-" + minute / 2);
    fixture
        .ports()
        .activityLog()
        .record(
            ActivityRecord.of(PartnerId.HOUSE, act, Operation.FILE_IMPORTED, Subject.none())
                .with(outcome)
                .about(detail));
  }

  @Test
  void listsEachImportWithTheNameOfItsReport() {
    recorded(9, Outcome.BEGUN, FILE);
    recorded(8, Outcome.REFUSED, FILE + ": 2 faults");

    var page = page("");

    assertThat(page.json().path("items")).as(page.text()).hasSize(1);
    assertThat(page.at("/items/0/file")).isEqualTo(FILE);
    assertThat(page.at("/items/0/state")).isEqualTo("REFUSED");
    assertThat(page.at("/items/0/principal")).isEqualTo("AWS:OLGA");
    assertThat(page.at("/items/0/report")).isEqualTo(FILE + ".report.json");
    assertThat(page.at("/items/0/beganAt")).isEqualTo("2026-11-20T09:01:00Z");
    assertThat(page.at("/items/0/endedAt")).isEqualTo("2026-11-20T09:02:00Z");
    assertThat(page.at("/items/0/summary")).isEqualTo("2 faults");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void pagesThroughTheImports() {
    for (int minute = 30; minute > 0; minute -= 2) {
      recorded(minute + 1, Outcome.BEGUN, FILE + minute);
      recorded(minute, Outcome.DONE, FILE + minute + ": 1 imported");
    }

    var files = new ArrayList<String>();
    var query = "limit=4";
    Reply page;
    do {
      page = page(query);
      files.addAll(page.json().path("items").findValuesAsText("file"));
      query = "limit=4&cursor=" + page.at("/next");
    } while (page.json().has("next"));

    assertThat(files).hasSize(15).doesNotHaveDuplicates().first().isEqualTo(FILE + 2);
  }

  @Test
  void knowsTheReportOfARelease() {
    assertThat(ImportReports.reportOf("imports/catalogue/2026-11/manifest.yaml"))
        .isEqualTo("imports/catalogue/2026-11/report.json");
    assertThat(ImportReports.parse("imports/catalogue/2026-11/report.json")).isPresent();
    assertThat(ImportReports.reportOf("imports/catalogue/manifest.yml"))
        .isEqualTo("imports/catalogue/manifest.yml.report.json");
  }

  @Test
  void showsAReportAsItLiesInTheBucket() {
    put(FILE + ".report.json", REPORT);

    assertThat(report(FILE + ".report.json").text()).isEqualTo(REPORT);
    assertThat(report("imports/keys/pool/other.csv.report.json").refusal())
        .isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imports/keys/pool/2026-11.csv",
        "imports/report.json",
        "imports/keys/report.json",
        "imports/keys/.report.json",
        "imports/../exports/a.report.json",
        "imports/keys/../../support/a.report.json",
        "imports/./a.report.json",
        "imports//a.report.json",
        "/imports/keys/a.report.json",
        "exports/a.report.json",
        "support/a.report.json",
        "imports/keys/a.report.json/",
        ""
      })
  void readsNothingThatIsNotAReport(String name) {
    assertThat(report(name).refusal()).isEqualTo("400 validation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key\nXXXXX-YYYYY-ZZZZZ",
        "[]",
        "{}",
        "{\"faults\":[],\"key\":\"XXXXX-YYYYY-ZZZZZ\"}",
        "{\"faults\":\"none\"}"
      })
  void showsNoFileThatOnlyHasTheNameOfAReport(String text) {
    put(FILE + ".report.json", text);

    assertThat(report(FILE + ".report.json").refusal()).isEqualTo("404 not-found");
  }

  @Test
  void refusesPartnersAndUnknownParameters() {
    assertThat(page("operation=FILE_IMPORTED").refusal()).isEqualTo("400 validation");
    assertThat(page("from=2026-11-21&to=2026-11-20").refusal()).isEqualTo("400 range-invalid");
    var roles = List.of("GlobalAdmin", "AdminAgent");
    var partner = READ.from(roles.toArray(String[]::new)).ofPartner("partner-a");
    assertThat(fixture.send(ReadImportsHandler::new, partner).refusal())
        .isEqualTo("401 unauthenticated");
  }
}
