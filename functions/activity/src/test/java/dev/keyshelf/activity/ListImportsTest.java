package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog.Position;
import dev.keyshelf.domain.activity.ActivityLog.Question;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.ImportRun;
import dev.keyshelf.domain.activity.ListImports;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the list of imports, which joins the begin and the end of each. */
class ListImportsTest {
  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
  private static final Actor.Operator OPERATOR = new Actor.Operator("AWS:OLGA", "192.0.2.1");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private void record(int minute, String request, Outcome outcome, String detail) {
    record(Duration.ofMinutes(minute), request, outcome, detail);
  }

  private void record(Duration after, String request, Outcome outcome, String detail) {
    var act = new Act(OPERATOR, NINE.plus(after), request);
    fixture
        .ports()
        .activityLog()
        .record(
            ActivityRecord.of(PartnerId.HOUSE, act, Operation.FILE_IMPORTED, Subject.none())
                .with(outcome)
                .about(detail));
  }

  private static Question question(int from, int to) {
    return new Question(
        NINE.plus(Duration.ofMinutes(from)),
        NINE.plus(Duration.ofMinutes(to)),
        ActivityFilter.of(ListImports.OPERATIONS));
  }

  private ListImports.Page page(Question question, int limit, Optional<Position> after) {
    var act = new Act(new Actor.SupportOperator("olga"), NINE.plus(Duration.ofDays(1)), "read");
    return new ListImports(fixture.ports().activityLog()).page(question, limit, after, act);
  }

  /** Returns the rows of all pages of this length. */
  private List<String> rows(Question question, int limit) {
    var rows = new ArrayList<String>();
    Optional<Position> after = Optional.empty();
    do {
      var page = page(question, limit, after);
      page.imports().forEach(run -> rows.add(told(run)));
      after = page.next();
    } while (after.isPresent());
    return rows;
  }

  private static String told(ImportRun run) {
    return "%s %s %s-%s %s"
        .formatted(
            run.file(),
            run.state(),
            run.beganAt().map(ListImportsTest::minute).orElse(""),
            run.endedAt().map(ListImportsTest::minute).orElse(""),
            run.summary().orElse(""));
  }

  private static String minute(Instant at) {
    return Long.toString(Duration.between(NINE, at).toMinutes());
  }

  private void someImports() {
    record(0, "r1", Outcome.BEGUN, "imports/keys/a.csv");
    record(1, "r2", Outcome.BEGUN, "imports/partners/b: c.yaml");
    record(2, "r1", Outcome.DONE, "imports/keys/a.csv: 10 imported");
    record(3, "r2", Outcome.REFUSED, "imports/partners/b: c.yaml: 2 faults");
    // Lambda stops the third import, and repeats it.
    record(10, "r3", Outcome.BEGUN, "imports/keys/d.csv");
    record(11, "r3", Outcome.BEGUN, "imports/keys/d.csv");
    record(12, "r3", Outcome.DONE, "imports/keys/d.csv: 3 imported");
    record(40, "r4", Outcome.BEGUN, "imports/keys/e.csv");
  }

  private static final List<String> ROWS =
      List.of(
          "imports/keys/e.csv BEGUN 40- ",
          "imports/keys/d.csv DONE 11-12 3 imported",
          "imports/keys/d.csv BEGUN 10- ",
          "imports/partners/b: c.yaml REFUSED 1-3 2 faults",
          "imports/keys/a.csv DONE 0-2 10 imported");

  @Test
  void hasOneRowForEachImport() {
    someImports();

    assertThat(rows(question(-60, 60), 50)).isEqualTo(ROWS);
  }

  @Test
  void hasTheSameRowsHoweverLongItsPagesAre() {
    someImports();

    for (int limit = 1; limit < 9; limit++) {
      assertThat(rows(question(-60, 60), limit)).as("limit %s", limit).isEqualTo(ROWS);
    }
  }

  @Test
  void findsTheBeginAndTheEndOutOfTheRange() {
    someImports();

    assertThat(rows(question(2, 12), 50))
        .containsExactly(
            "imports/keys/d.csv DONE 11-12 3 imported",
            "imports/keys/d.csv BEGUN 10- ",
            "imports/partners/b: c.yaml REFUSED 1-3 2 faults",
            "imports/keys/a.csv DONE 0-2 10 imported");
    assertThat(rows(question(2, 12), 1)).isEqualTo(rows(question(2, 12), 50));
  }

  @Test
  void joinsTheImportsOfABulkOfFiles() {
    var files = 1_200;
    for (int i = 0; i < files; i++) {
      var begin = Duration.ofMillis(400L * i);
      record(begin, "r" + i, Outcome.BEGUN, "imports/keys/%s.csv".formatted(i));
      record(
          begin.plusSeconds(2),
          "r" + i,
          Outcome.DONE,
          "imports/keys/%s.csv: 10 imported".formatted(i));
    }

    assertThat(rows(question(-60, 60), 1_100))
        .hasSize(files)
        .allSatisfy(row -> assertThat(row).contains(" DONE "));
  }

  @Test
  void tellsAnImportThatStoppedFromOneThatIsWhole() {
    record(0, "r1", Outcome.DONE, "imports/keys/a.csv: 150 imported, then 1 faults");
    record(1, "r2", Outcome.DONE, "imports/keys/b.csv: 150 imported, then 1 fault");
    record(2, "r3", Outcome.DONE, "imports/keys/c.csv: not there any more");
    record(3, "r4", Outcome.DONE, "imports/keys/d.csv: 150 imported");

    assertThat(page(question(-60, 60), 50, Optional.empty()).imports())
        .extracting(ImportRun::state)
        .containsExactly(
            ImportRun.State.DONE,
            ImportRun.State.REFUSED,
            ImportRun.State.BROKEN_OFF,
            ImportRun.State.BROKEN_OFF);
  }

  @Test
  void showsAFileThatNoFunctionReads() {
    var act = new Act(OPERATOR, NINE, "r1");
    fixture
        .ports()
        .activityLog()
        .record(
            ActivityRecord.ofRefusal(
                    PartnerId.HOUSE,
                    act,
                    Operation.FILE_IMPORTED,
                    Subject.none().with("imports/keys/KEYS.CSV"),
                    "only .csv")
                .about("imports/keys/KEYS.CSV"));

    assertThat(rows(question(-60, 60), 50))
        .containsExactly("imports/keys/KEYS.CSV UNREAD -0 only .csv");
  }

  @Test
  void isRecordedAsAReadOfTheLog() {
    page(question(-60, 60), 50, Optional.empty());

    fixture.strike(NINE.plus(Duration.ofDays(2)));
    assertThat(fixture.log(PartnerId.HOUSE))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.operation()).isEqualTo(Operation.ACTIVITY_READ);
              assertThat(record.by().name()).isEqualTo("olga");
              assertThat(record.detail().orElseThrow()).contains("operation FILE_IMPORTED");
            });
  }
}
