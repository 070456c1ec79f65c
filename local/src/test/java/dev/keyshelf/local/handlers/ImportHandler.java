package dev.keyshelf.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.util.List;
import java.util.Map;

/** Takes everything but what is called broken. */
public final class ImportHandler implements RequestHandler<S3Event, Map<String, Object>> {
  @Override
  public Map<String, Object> handleRequest(S3Event event, Context context) {
    var object = event.getRecords().getFirst().getS3().getObject();
    return object.getKey().contains("broken")
        ? Map.of(
            "imported",
            0,
            "faults",
            List.of(
                Map.of(
                    "file",
                    object.getKey().replaceAll(".*/", ""),
                    "line",
                    3,
                    "path",
                    "key",
                    "detail",
                    "no such\nproduct")))
        : Map.of("imported", object.getUrlDecodedKey(), "faults", List.of());
  }
}
