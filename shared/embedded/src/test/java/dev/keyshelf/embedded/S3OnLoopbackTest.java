package dev.keyshelf.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.wire.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class S3OnLoopbackTest {
  private static final Duration LATER = Duration.ofMillis(200);

  @Test
  void keepsTheConnectionOfAClientWhoseUploadsEndLate() throws Exception {
    try (var cloud = EmbeddedCloud.start(null);
        var link = new SlowLink(cloud.s3Endpoint())) {
      var environment = new HashMap<>(cloud.environment());
      environment.put("AWS_ENDPOINT_URL_S3", link.endpoint().toString());
      try (var s3 = Stores.s3(environment)) {
        s3.createBucket(create -> create.bucket("files"));
        for (var key : new String[] {"a", "b", "c"}) {
          s3.putObject(put -> put.bucket("files").key(key), RequestBody.fromString("x"));
        }
      }

      assertThat(link.connections()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheConnectionOfAClientWhoseShortUploadIsRefused() throws Exception {
    try (var cloud = EmbeddedCloud.start(null);
        var client = new Socket(cloud.s3Endpoint().getHost(), cloud.s3Endpoint().getPort())) {
      client.setSoTimeout(5_000);
      var answers = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
      var statuses = new ArrayList<String>();
      for (int i = 0; i < 2; i++) {
        say(client, "PUT /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\n\r\n");
        statuses.add(answers.readLine());
        Thread.sleep(LATER);
        say(client, "x");
        for (var line = answers.readLine(); !"0".equals(line); line = answers.readLine()) {
          assertThat(line).as("the connection stays open").isNotNull();
        }
        assertThat(answers.readLine()).isEmpty();
      }

      assertThat(statuses).hasSize(2).allMatch(status -> status.startsWith("HTTP/1.1 404 "));
    }
  }

  @Test
  void letsPagesOfItsOriginsUploadAndReadAndNoOthers() throws Exception {
    try (var cloud =
        EmbeddedCloud.start(null, 0, 0, Trouble.none(), List.of("http://127.0.0.1:8080"))) {
      try (var s3 = Stores.s3(cloud.environment())) {
        s3.createBucket(create -> create.bucket("files"));
      }
      for (var method : List.of("PUT", "GET")) {
        var ours = asks(cloud, "http://127.0.0.1:8080", method);

        assertThat(ours.statusCode()).isEqualTo(200);
        assertThat(ours.headers().firstValue("Access-Control-Allow-Origin"))
            .contains("http://127.0.0.1:8080");
      }
      for (var refused :
          List.of(
              asks(cloud, "http://127.0.0.1:80801", "PUT"),
              asks(cloud, "https://elsewhere.example", "PUT"),
              asks(cloud, "http://127.0.0.1:8080", "DELETE"))) {
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      }
    }
  }

  @Test
  void letsNoPageUploadUnlessItIsTold() throws Exception {
    try (var cloud = EmbeddedCloud.start(null)) {
      try (var s3 = Stores.s3(cloud.environment())) {
        s3.createBucket(create -> create.bucket("files"));
      }
      var refused = asks(cloud, "http://127.0.0.1:8080", "PUT");

      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  /** Asks as a browser does before it uploads. */
  private static HttpResponse<String> asks(EmbeddedCloud cloud, String origin, String method)
      throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(cloud.s3Endpoint().resolve("/files/support/a"))
              .method("OPTIONS", BodyPublishers.noBody())
              .header("Origin", origin)
              .header("Access-Control-Request-Method", method)
              .header("Access-Control-Request-Headers", "content-type,x-amz-checksum-sha256")
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }
}
