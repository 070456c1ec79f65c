package dev.keyshelf.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import dev.keyshelf.http.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The edge of a function that imports what an operator drops into the bucket. It answers {@code
 * {"imported": n, "faults": [...]}}; faults mean that nothing of the file was taken.
 */
public abstract class ImportHandler implements RequestHandler<S3Event, Map<String, Object>> {
  /**
   * What an import did.
   *
   * @param imported how many things were taken
   * @param faults each with its file and place
   */
  protected record Report(int imported, List<String> faults) {
    /** Copies the list in. */
    public Report {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Imports the object under a key of the bucket.
   *
   * @param suppliedAt when the object was dropped there; the same for every retry of the event
   */
  protected abstract Report importObject(String key, Instant suppliedAt);

  @Override
  public final Map<String, Object> handleRequest(S3Event event, Context context) {
    var imported = 0;
    var faults = new ArrayList<String>();
    for (var record : event.getRecords()) {
      var key = record.getS3().getObject().getUrlDecodedKey();
      var report = importObject(key, Instant.ofEpochMilli(record.getEventTime().getMillis()));
      imported += report.imported();
      faults.addAll(report.faults());
      Log.event(
          report.faults().isEmpty() ? "INFO" : "WARN",
          "import",
          line -> {
            line.put("key", key).put("imported", report.imported());
            report.faults().forEach(line.putArray("faults")::add);
          });
    }
    return Map.of("imported", imported, "faults", faults);
  }
}
