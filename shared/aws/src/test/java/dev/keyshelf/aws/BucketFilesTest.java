package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Deletes versions of a bucket's objects. The embedded S3 has no versions, so a server answers here
 * as S3 does.
 */
@SuppressWarnings("NullAway.Init") // Set before each test.
class BucketFilesTest {
  private static final int DELETED = 204;
  private static final int GONE = 404;

  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private S3Client s3;
  private BucketFiles files;
  private boolean isGone;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(isGone ? GONE : DELETED, -1);
          exchange.close();
        });
    server.start();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    files = new BucketFiles(s3, "bucket");
  }

  @AfterEach
  void stop() {
    s3.close();
    server.stop(0);
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
