package dev.keyshelf.catalog;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.Report;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Log;
import dev.keyshelf.http.LoggedWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Handles any file under {@code imports/}. If no function reads it, a report says why. For a file
 * of a release that has no report yet, the release's report says that its manifest is missing. The
 * house's activity log records each file that no function reads. A misplaced file that may hold
 * product keys is deleted.
 */
public final class ReportUnreadHandler
    implements RequestHandler<ScheduledEvent, Map<String, Object>> {
  private static final String DELETED = ". It was deleted, because it may hold keys";

  private final BucketFiles files;
  private final ActivityLog log;
  private final Clock clock;

  /** Creates the handler in Lambda, from its environment. */
  public ReportUnreadHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReportUnreadHandler(Wiring wiring) {
    this.files = wiring.bucketFiles();
    this.log = wiring.activityLog();
    this.clock = wiring.clock();
  }

  /**
   * Handles one new object.
   *
   * @param event EventBridge's notification of it
   * @return {@code faults} if it wrote a report on the file; otherwise {@code ignored}, with the
   *     manifest that the file {@code awaits}, if any
   */
  @Override
  public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
    return LoggedWork.of(detail(event, "request-id")).during(() -> reported(event));
  }

  private Map<String, Object> reported(ScheduledEvent event) {
    var object = (Map<?, ?>) Objects.requireNonNull(event.getDetail().get("object"));
    var key = String.valueOf(object.get("key"));
    return switch (ImportPlace.of(key)) {
      case ImportPlace.Answered _ -> Map.of("ignored", true);
      case ImportPlace.OfRelease release -> {
        var name = key.substring(release.folder().length());
        var awaits = ImportFault.of(name, "is read when manifest.yaml arrives and lists it");
        files.writeIfAbsent(release.report(), Json.write(Report.refused(awaits).asJson()));
        yield Map.of("ignored", true, "awaits", release.manifest());
      }
      case ImportPlace.Unread(var cause, var mayHoldKeys) -> {
        if (mayHoldKeys) {
          // Before it is said. If the rest fails, the event comes again, and names the same
          // version.
          files.remove(key, Optional.ofNullable(object.get("version-id")).map(String::valueOf));
        }
        var why = mayHoldKeys ? cause + DELETED : cause;
        var name = key.substring(key.lastIndexOf('/') + 1);
        var report = Report.refused(ImportFault.of(name, why)).asJson();
        files.write(key + ".report.json", Json.write(report));
        log.record(
            ActivityRecord.ofRefusal(
                    PartnerId.HOUSE,
                    act(event),
                    Operation.FILE_IMPORTED,
                    Subject.none().with(key),
                    why)
                .about(key));
        Log.event("WARN", "import", line -> line.put("key", key).setAll(report));
        yield Map.of(
            "imported",
            0,
            "faults",
            List.of(Map.of("file", name, "line", 0, "path", "", "detail", why)));
      }
    };
  }

  /** The time is the clock's: a record dated long before its hour was sealed would be a finding. */
  private Act act(ScheduledEvent event) {
    var by = new Actor.Operator(detail(event, "requester"), detail(event, "source-ip-address"));
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Act(by, now, detail(event, "request-id"));
  }

  /** Returns a text of EventBridge's notification. S3's own lifecycle rules have no address. */
  private static String detail(ScheduledEvent event, String name) {
    return Objects.toString(event.getDetail().get(name), "unknown");
  }
}
