package dev.keyshelf.api.imports;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.keyshelf.api.LambdaTime;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.ImportRun;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.key.EarlierKeys;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Log;
import dev.keyshelf.http.LoggedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The edge of a function that imports objects which an operator drops into the bucket. It writes a
 * {@link Report} beside each object. If there are faults, nothing of the object was imported,
 * except for an import that broke off. The answer sums up all objects: {@code {"imported": n,
 * "unchanged": b, "verifying": n, "faults": [...], "moreFaults": n}}, for keys also {@code
 * "knownIn": [...]}, for ignored files {@code "unread": [...]}, and {@code "notes": [...]} on
 * things that are no faults.
 */
public abstract class ImportHandler implements RequestHandler<S3Event, Map<String, Object>> {
  /** With less time than this left, the handler begins no more work that can wait. */
  private static final Duration LAST_CALL = Duration.ofSeconds(10);

  private final Clock clock;
  private final ActivityLog log;
  private final Reports reports;

  /** The place where reports are written. */
  @FunctionalInterface
  protected interface Reports {
    /** Writes a report under a key of the bucket, and replaces an earlier one. */
    void write(String key, String json);
  }

  /** Creates a handler that writes reports and records imports in the house's activity log. */
  protected ImportHandler(Clock clock, ActivityLog log, Reports reports) {
    this.clock = clock;
    this.log = log;
    this.reports = reports;
  }

  /**
   * Imports an object of the bucket.
   *
   * @return what was done; empty if the object no longer exists, as in a repeated event
   */
  protected abstract Optional<Report> importObject(Supplied supplied);

  /** Returns the key of the report on an object. No import may be triggered by this key. */
  protected String reportOf(String key) {
    return key + ".report.json";
  }

  /** Returns an object's name in its directory. Faults use the name that the operator sees. */
  protected static String nameOf(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** Does what follows the report on an object. The event of the object may be repeated before. */
  protected void reported(Supplied supplied) {}

  /** Does work that can wait until the reports are written. */
  protected void tidy(TimeLeft timeLeft) {}

  @Override
  public final Map<String, Object> handleRequest(S3Event event, Context context) {
    var imported = 0;
    var more = 0;
    var unchanged = true;
    List<Map<String, Object>> faults = new ArrayList<>();
    List<Map<String, Object>> known = new ArrayList<>();
    var verifying = 0;
    List<Map<String, Object>> unread = new ArrayList<>();
    List<Map<String, Object>> notes = new ArrayList<>();
    for (var record : event.getRecords()) {
      var report = run(Supplied.of(record));
      if (report.isPresent()) {
        verifying += report.get().verifying();
        imported += report.get().imported();
        more += report.get().moreFaults();
        unchanged &= report.get().unchanged();
        report.get().faults().forEach(fault -> faults.add(answered(fault)));
        report.get().unread().forEach(fault -> unread.add(answered(fault)));
        report.get().notes().forEach(note -> notes.add(answered(note)));
        report.get().known().orElse(List.of()).forEach(keys -> known.add(answered(keys)));
      }
    }
    var timeLeft = LambdaTime.left(context).less(LAST_CALL);
    LoggedWork.of(context.getAwsRequestId()).run(() -> tidy(timeLeft));
    return Map.of(
        "imported",
        imported,
        "unchanged",
        unchanged,
        "knownIn",
        known,
        "verifying",
        verifying,
        "unread",
        unread,
        "notes",
        notes,
        "faults",
        faults,
        "moreFaults",
        more);
  }

  /** Imports a dropped object, writes its report and records the import in the activity log. */
  public final Optional<Report> run(Supplied supplied) {
    return LoggedWork.of(supplied.requestId()).during(() -> imported(supplied));
  }

  private Optional<Report> imported(Supplied supplied) {
    // An import is many transactions. So its start is recorded before the first, and its outcome
    // after the last. If the function is killed in between, the event's retry records the outcome.
    record(supplied, supplied.key(), Outcome.BEGUN);
    var report = importObject(supplied);
    record(supplied, supplied.key() + ": " + summary(report), outcome(report));
    report.ifPresent(
        each -> {
          tell(supplied.key(), each);
          reported(supplied);
        });
    return report;
  }

  private void record(Supplied supplied, String detail, Outcome outcome) {
    var act =
        new Act(
            supplied.by(), clock.instant().truncatedTo(ChronoUnit.MILLIS), supplied.requestId());
    log.record(
        ActivityRecord.of(PartnerId.HOUSE, act, Operation.FILE_IMPORTED, Subject.none())
            .with(outcome)
            .about(detail));
  }

  private static Outcome outcome(Optional<Report> report) {
    return report.filter(each -> !each.faults().isEmpty() && each.imported() == 0).isPresent()
        ? Outcome.REFUSED
        : Outcome.DONE;
  }

  private static String summary(Optional<Report> report) {
    return report
        .map(
            each -> {
              if (!each.faults().isEmpty()) {
                return ImportRun.faulty(each.imported(), each.faults().size() + each.moreFaults());
              }
              return each.verifying() > 0
                  ? each.verifying() + " files are verified first"
                  : each.imported() + " imported";
            })
        .orElseGet(ImportRun::gone);
  }

  private void tell(String key, Report report) {
    var json = report.asJson();
    reports.write(reportOf(key), Json.write(json));
    // The report has them. They would make a long line of each import.
    json.remove("notes");
    Log.event(
        report.faults().isEmpty() && report.unread().isEmpty() ? "INFO" : "WARN",
        "import",
        line -> line.put("key", key).setAll(json));
  }

  private static Map<String, Object> answered(ImportFault fault) {
    Map<String, Object> answered = new LinkedHashMap<>();
    answered.put("file", fault.file());
    answered.put("line", fault.line());
    answered.put("path", fault.path());
    answered.put("detail", fault.detail());
    return answered;
  }

  private static Map<String, Object> answered(EarlierKeys known) {
    Map<String, Object> answered = new LinkedHashMap<>();
    known.pool().ifPresent(pool -> answered.put("pool", pool));
    known.batch().ifPresent(batch -> answered.put("batch", batch));
    answered.put("keys", known.keys());
    return answered;
  }
}
