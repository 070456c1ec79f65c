package dev.keyshelf.catalog;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.Report;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Log;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Any file under {@code imports/}: says in a report why it is not read, if no function reads it. A
 * file of a release says in the release's report, until there is one, that its manifest is awaited.
 */
public final class ReportUnreadHandler
    implements RequestHandler<ScheduledEvent, Map<String, Object>> {
  private final BucketFiles files;

  /** For Lambda. */
  public ReportUnreadHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Uses this wiring. */
  public ReportUnreadHandler(Wiring wiring) {
    this.files = wiring.bucketFiles();
  }

  /**
   * Answers for one new object, of which EventBridge tells.
   *
   * @return the faults; whether there is nothing to be said; and the manifest that is awaited
   */
  @Override
  public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
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
      case ImportPlace.Unread(var why) -> {
        var name = key.substring(key.lastIndexOf('/') + 1);
        var report = Report.refused(ImportFault.of(name, why)).asJson();
        files.write(key + ".report.json", Json.write(report));
        Log.event("WARN", "import", line -> line.put("key", key).setAll(report));
        yield Map.of(
            "imported",
            0,
            "faults",
            List.of(Map.of("file", name, "line", 0, "path", "", "detail", why)));
      }
    };
  }
}
