package dev.keyshelf.local.imports;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Uploads to a bucket that refuses everything. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
class UploadsTest {
  private static final String DENIED =
      """
      <Error><Code>AccessDenied</Code><Message>User ops is not authorized to perform: s3:PutObject\
      </Message></Error>
      """;

  @TempDir private Path folder;
  private HttpServer server;
  private S3Client s3;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        http -> {
          try (http) {
            var denied = DENIED.getBytes(StandardCharsets.UTF_8);
            http.getRequestBody().readAllBytes();
            http.sendResponseHeaders(403, denied.length);
            http.getResponseBody().write(denied);
          }
        });
    server.start();
    s3 =
        Stores.s3(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_ENDPOINT_URL_S3", "http://localhost:" + server.getAddress().getPort(),
                "KEYSHELF_ATTEMPT_TIMEOUT", "PT20S",
                "KEYSHELF_S3_PATH_STYLE", "true",
                "KEYSHELF_S3_CHECKSUMS", "WHEN_REQUIRED"));
  }

  @AfterEach
  void stop() {
    s3.close();
    server.stop(0);
  }

  @Test
  void saysWhatTheBucketRefuses() throws IOException {
    var file = Files.writeString(folder.resolve("house.yaml"), "{}");
    var source = new ImportFiles.Source(file, "imports/house/house.yaml");

    assertThatExceptionOfType(UserFault.class)
        .isThrownBy(() -> new Uploads(s3, "bucket").upload(source, UploadProgress.NONE))
        .withMessage(
            "imports/house/house.yaml was not uploaded: AccessDenied: User ops is not authorized to"
                + " perform: s3:PutObject; import again, which is safe");
  }
}
