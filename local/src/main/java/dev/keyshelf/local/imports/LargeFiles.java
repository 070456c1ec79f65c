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
 * Verifies the large files of a catalogue. On AWS a schedule does that. Here the function that
 * verifies them runs again and again until the import has ended.
 */
final class LargeFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FUNCTION = "VerifyArtifacts";
  private static final byte[] FIRED =
      "{\"source\": \"aws.events\", \"detail-type\": \"Scheduled Event\", \"detail\": {}}"
          .getBytes(StandardCharsets.UTF_8);

  /** Another process may be verifying the file. If it was killed, that is noticed after minutes. */
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
   * Waits until an import has verified its large files, and returns its report.
   *
   * @param manifest the key of the import's manifest
   * @throws FunctionFailed if the function fails five times
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
