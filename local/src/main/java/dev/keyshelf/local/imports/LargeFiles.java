package dev.keyshelf.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.function.FunctionFailed;
import dev.keyshelf.local.function.Functions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Sees the large files of a catalogue through: where AWS would wait for the schedule, the function
 * that verifies them is run until the import has ended.
 */
final class LargeFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FUNCTION = "VerifyArtifacts";
  private static final byte[] FIRED =
      "{\"source\": \"aws.events\", \"detail-type\": \"Scheduled Event\", \"detail\": {}}"
          .getBytes(StandardCharsets.UTF_8);

  /** Another process may have the file; it is silent for minutes when it was killed. */
  private static final long PAUSE_MILLIS = 500;

  private static final int MOST_FAILURES = 5;

  private final Functions functions;
  private final S3Client s3;
  private final String bucket;

  LargeFiles(Functions functions, S3Client s3, String bucket) {
    this.functions = functions;
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Returns the report of an import that waited, when it waits no more.
   *
   * @param manifest the key of its manifest
   * @throws FunctionFailed if the function fails again and again
   */
  JsonNode reportOf(String manifest) throws IOException {
    int failures = 0;
    while (true) {
      try {
        functions.invoke(FUNCTION, FIRED);
      } catch (FunctionFailed failed) {
        if (++failures == MOST_FAILURES) {
          throw failed;
        }
      }
      var report = report(manifest).filter(found -> !found.has("verifying"));
      if (report.isPresent()) {
        return report.get();
      }
      pause();
    }
  }

  private Optional<JsonNode> report(String manifest) throws IOException {
    var key = manifest.substring(0, manifest.lastIndexOf('/') + 1) + "report.json";
    try (var bytes = s3.getObject(get -> get.bucket(bucket).key(key))) {
      return Optional.of(JSON.readTree(bytes));
    } catch (SdkException failed) {
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UserFault("interrupted; import again, which is safe", interrupted);
    }
  }
}
