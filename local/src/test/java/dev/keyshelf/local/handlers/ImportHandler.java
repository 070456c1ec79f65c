package dev.keyshelf.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Imports every file except those whose name contains "broken". For a name with "overloaded" it
 * throws what a failing store would.
 */
public final class ImportHandler implements RequestHandler<S3Event, Map<String, Object>> {
  @Override
  public Map<String, Object> handleRequest(S3Event event, Context context) {
    var object = event.getRecords().getFirst().getS3().getObject();
    if (object.getKey().contains("overloaded")) {
      throw S3Exception.builder()
          .message("Unparsable error response: <html>\n\tat org.gaul.s3proxy.S3ProxyHandler\n")
          .statusCode(500)
          .build();
    }
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
