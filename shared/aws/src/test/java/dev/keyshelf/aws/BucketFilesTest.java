package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Deletes versions of a bucket's objects. The embedded S3 has no versions, so a server answers here
 * as S3 does.
 */
@SuppressWarnings("NullAway.Init") // Set before each test.
class BucketFilesTest {
  private static final int DELETED = 204;
  private static final int GONE = 404;

  private final List<String> asked = new ArrayList<>();
  private AnsweringS3 s3;
  private BucketFiles files;
  private boolean isGone;

  @BeforeEach
  void serve() throws IOException {
    s3 =
        new AnsweringS3(
            exchange -> {
              asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
              exchange.sendResponseHeaders(isGone ? GONE : DELETED, -1);
              exchange.close();
            });
    files = new BucketFiles(s3.client(), "bucket");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  /** A plain delete would only hide the bytes, and would hide a newer file, too. */
  @Test
  void deletesTheVersionThatTheEventNamesAndNoOther() {
    files.remove("imports/keys/a.csv", Optional.of("v1"));

    assertThat(asked).containsExactly("DELETE /bucket/imports/keys/a.csv?versionId=v1");
  }

  @Test
  void deletesTheObjectOfABucketWithoutVersions() {
    files.remove("imports/keys/a.csv", Optional.empty());

    assertThat(asked).containsExactly("DELETE /bucket/imports/keys/a.csv");
  }

  /** A plain delete after it would hide a newer file. */
  @Test
  void deletesNothingElseIfTheVersionIsGone() {
    isGone = true;

    files.remove("imports/keys/a.csv", Optional.of("v1"));

    assertThat(asked).containsExactly("DELETE /bucket/imports/keys/a.csv?versionId=v1");
  }
}
